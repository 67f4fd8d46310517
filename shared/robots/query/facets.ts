import type { FacetField } from '../../contract/robots.ts';
import type { Comparison, FieldTerm, Query, Term } from './query.ts';

const isPlain = ({ operator }: Comparison): boolean => operator === 'is';

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

const has = (term: FieldTerm, value: string): boolean =>
  term.values.some((one) => isPlain(one) && same(one.value, value));

const isOf = (term: Term, field: FacetField, negated: boolean): term is FieldTerm =>
  term.kind === 'field' && term.field === field && term.negated === negated;

const without = (term: FieldTerm, value: string): FieldTerm => ({
  ...term,
  values: term.values.filter((one) => !(isPlain(one) && same(one.value, value))),
});

/** Takes a value out of all terms of a field, and terms away that have none left. */
function removed(query: Query, field: FacetField, negated: boolean, value: string): Term[] {
  return query.terms
    .map((term) => (isOf(term, field, negated) ? without(term, value) : term))
    .filter((term) => term.values.length > 0);
}

/** The values of a field that the query asks for, as the facet panel ticks them. */
export function facetSelection(query: Query, field: FacetField): string[] {
  const values = query.terms
    .filter((term) => isOf(term, field, false))
    .flatMap((term) => term.values.filter(isPlain).map(({ value }) => value));
  return [...new Set(values)];
}

/**
 * The query with one more or one less ticked value of a facet. Several values of a field are an
 * "or"; ticking a value that was excluded (`-state:disabled`) takes the exclusion back.
 */
export function toggleFacet(query: Query, field: FacetField, value: string): Query {
  if (facetSelection(query, field).some((one) => same(one, value))) {
    return { terms: removed(query, field, false, value) };
  }
  const terms = removed(query, field, true, value);
  const added: Comparison = { operator: 'is', value };
  const found = terms.find((term): term is FieldTerm => isOf(term, field, false));
  if (found === undefined) {
    return { terms: [...terms, { kind: 'field', negated: false, field, values: [added] }] };
  }
  const grown: FieldTerm = { ...found, values: [...found.values, added] };
  return { terms: terms.map((term) => (term === found ? grown : term)) };
}

/** The query without any term about a field, as its own facet counts. */
export function withoutField(query: Query, field: FacetField): Query {
  return { terms: query.terms.filter((term) => term.kind !== 'field' || term.field !== field) };
}

/** Whether the query excludes a value of a facet, for the panel to show it struck through. */
export function facetExcluded(query: Query, field: FacetField, value: string): boolean {
  return query.terms.some((term) => isOf(term, field, true) && has(term, value));
}
