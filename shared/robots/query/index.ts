/** The language of the query line; GRAMMAR.md describes it. */
export { completions, type Completion, type Completions, type KnownValues } from './complete.ts';
export { facetExcluded, facetSelection, toggleFacet, withoutField } from './facets.ts';
export {
  FIELD_NAMES,
  QUERY_STATES,
  SEEN_WORDS,
  type FieldName,
  type QueryState,
} from './fields.ts';
export { formatQuery, quoteValue } from './format.ts';
export { looseQuery } from './loose.ts';
export { parseQuery, type ParsedQuery } from './parse.ts';
export type { Comparison, Query, QueryError, Term } from './query.ts';
export { tokenize, type TermToken, type ValueToken } from './tokens.ts';
