import { AppError } from '../../contract/app-error.ts';
import { parseQuery } from '../../robots/query/parse.ts';
import { showsGone, type Query, type Term } from '../../robots/query/query.ts';
import { all, any, condition, not, withoutIndex, type Condition } from './conditions.ts';
import { fieldCondition, ofInstances, textCondition } from './field-conditions.ts';
import type { Fleet } from './fleet.ts';
import { STANDING } from '../robot-record.ts';

/** Robots that are on their Harbor, as far as we know. */
export const PRESENT = condition(`r.standing <> ${STANDING.gone}`);

const termCondition = (term: Term, fleet: Fleet): Condition => {
  const holds =
    term.kind === 'field' ? fieldCondition(term, fleet) : any(term.values.map(textCondition));
  return term.negated ? not(holds) : holds;
};

const FEW: ReadonlySet<string> = new Set([
  ...[
    'project=',
    'tag=',
    'id=',
    'snoozed=yes',
    'reminder=',
    'state=gone',
    'state=critical',
    'state=soon',
    'state=expiring',
  ],
  ...['expiry=24h', 'expiry=7d', 'expiry=30d'],
]);

/** Whether a term can be expected to leave few robots, so that an index is worth its detours. */
const leavesFew = (term: Term): boolean =>
  term.kind === 'field' &&
  !term.negated &&
  term.values.every(
    ({ operator, value }) =>
      operator === 'is' && (FEW.has(`${term.field}=`) || FEW.has(`${term.field}=${value}`)),
  );

/** What is read of the robots that fit: their keys, which an index may hold, or more. */
export type Read = 'keys' | 'rows';

interface Part {
  readonly of: Condition;
  readonly few: boolean;
}

/**
 * All parts of a filter. A single one is often answered by an index alone. Otherwise only those
 * that leave few robots may use one: an index leads to rows all over the file, and reading all of
 * them in a row is faster (100 000 robots that may push and are disabled: 36 ms instead of 99).
 */
const allParts = (parts: readonly Part[], read: Read): Condition =>
  all(
    parts.map(({ of, few }) =>
      few || (parts.length === 1 && read === 'keys') ? of : withoutIndex(of),
    ),
  );

/** Robots in scope: of these instances, or of all where none is named. */
export const scopeCondition = (scope: readonly string[], { instances }: Fleet): Condition[] =>
  scope.length === 0 ? [] : [ofInstances(instances.filter(({ id }) => scope.includes(id)))];

/** Rows of `robot r` that a query in a scope fits, whether or not they are gone. */
export const matchCondition = (
  query: Query,
  scope: readonly string[],
  fleet: Fleet,
  read: Read,
): Condition =>
  allParts(
    [
      ...scopeCondition(scope, fleet).map((of) => ({ of, few: false })),
      ...query.terms.map((term) => ({ of: termCondition(term, fleet), few: leavesFew(term) })),
    ],
    read,
  );

/** Rows of `robot r` that a query in a scope shows. */
export function filterCondition(
  query: Query,
  scope: readonly string[],
  fleet: Fleet,
  read: Read,
): Condition {
  const match = matchCondition(query, scope, fleet, read);
  return showsGone(query) ? match : all([PRESENT, match]);
}

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
