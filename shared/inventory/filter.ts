import { AppError } from '../contract/errors.ts';
import { parseQuery } from '../robots/query/parse.ts';
import { showsGone, type Query, type Term } from '../robots/query/query.ts';
import { all, any, condition, not, type Condition } from './conditions.ts';
import { fieldCondition, ofInstances, textCondition, type Fleet } from './field-conditions.ts';
import { STANDING } from './robot-record.ts';

/** Robots that are on their Harbor, as far as we know. */
export const PRESENT = condition(`r.standing <> ${STANDING.gone}`);

const termCondition = (term: Term, fleet: Fleet): Condition => {
  const holds =
    term.kind === 'field' ? fieldCondition(term, fleet) : any(term.values.map(textCondition));
  return term.negated ? not(holds) : holds;
};

/** Robots in scope: of these instances, or of all where none is named. */
export const scopeCondition = (scope: readonly string[], { instances }: Fleet): Condition[] =>
  scope.length === 0 ? [] : [ofInstances(instances.filter(({ id }) => scope.includes(id)))];

/** Rows of `robot r` that a query in a scope fits, whether or not they are gone. */
export function matchCondition(query: Query, scope: readonly string[], fleet: Fleet): Condition {
  return all([
    ...scopeCondition(scope, fleet),
    ...query.terms.map((term) => termCondition(term, fleet)),
  ]);
}

/** Rows of `robot r` that a query in a scope shows. */
export function filterCondition(query: Query, scope: readonly string[], fleet: Fleet): Condition {
  const match = matchCondition(query, scope, fleet);
  return showsGone(query) ? match : all([PRESENT, match]);
}

/**
 * How a filter best goes through `robot r`. One condition is often answered by an index alone;
 * with two, an index leads to rows all over the file, and reading all of them in a row is faster
 * (100 000 robots: 36 ms instead of 99).
 */
export const robotsFor = (query: Query, scope: readonly string[]): string =>
  query.terms.length + Math.min(scope.length, 1) > 1 ? 'robot r NOT INDEXED' : 'robot r';

/**
 * Reads the query line of a call.
 * @throws AppError `query-invalid` with `details.errors`: what is wrong, and where
 */
export function readQuery(text: string): Query {
  const { query, errors } = parseQuery(text);
  const [first] = errors;
  if (first === undefined) return query;
  throw new AppError('query-invalid', first.message, { details: { errors } });
}
