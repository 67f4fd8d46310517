import type { Database } from 'better-sqlite3';
import type { Overview } from '../contract/robots.ts';
import type { Thresholds } from '../robots/status.ts';
import { all, condition } from './conditions.ts';
import type { Fleet } from './field-conditions.ts';
import { filterCondition, PRESENT, readQuery, scopeCondition } from './filter.ts';
import type { Instances } from './instances.ts';
import { NEVER, STANDING } from './robot-record.ts';
import type { Rows } from './rows.ts';

/** How many of the robots that expire next are named. */
const SOONEST = 10;

const figuresFor = ({ soonDays }: Thresholds) => [
  { id: 'all', label: 'All robots', query: '' },
  { id: 'active', label: 'Active', query: 'state:active' },
  {
    id: 'expiring',
    label: `Expire within ${soonDays} ${soonDays === 1 ? 'day' : 'days'}`,
    query: 'state:expiring',
  },
  { id: 'expired', label: 'Expired', query: 'state:expired' },
  { id: 'disabled', label: 'Disabled', query: 'state:disabled' },
  { id: 'never', label: 'Never expire', query: 'state:never' },
  { id: 'legacy', label: 'Legacy', query: 'state:legacy' },
  {
    id: 'needs-repair',
    label: 'Need repair',
    query: 'state:legacy,no-permissions,stale-permissions',
  },
];

/** The figures of the Overview, each by the very condition of its query. */
export function createOverview(db: Database, instances: Instances, rows: Rows) {
  return (scope: readonly string[], thresholds: Thresholds): Overview => {
    const fleet: Fleet = { thresholds, instances: instances.all() };
    const figures = figuresFor(thresholds).map((figure) => ({
      ...figure,
      holds: filterCondition(readQuery(figure.query), [], fleet, 'rows'),
    }));
    const inScope = all(scopeCondition(scope, fleet));
    const counts = db
      .prepare<unknown[], number[]>(
        `SELECT ${figures.map(({ holds }) => `total(${holds.sql})`).join(', ')}
         FROM robot r WHERE ${inScope.sql}`,
      )
      .raw()
      .get(...figures.flatMap(({ holds }) => holds.values), ...inScope.values);
    const next = all([
      condition(
        `r.standing = ${STANDING.plain} AND r.expires > ? AND r.expires < ${NEVER}`,
        thresholds.now,
      ),
      PRESENT,
      inScope,
    ]);
    const soonest = db
      .prepare<unknown[], number>(
        `SELECT r.key FROM robot r WHERE ${next.sql} ORDER BY r.expires, r.key LIMIT ${SOONEST}`,
      )
      .pluck()
      .all(...next.values);
    return {
      figures: figures.map(({ id, label, query }, place) => ({
        id,
        label,
        query,
        count: counts?.[place] ?? 0,
      })),
      soonest: rows.of(soonest, thresholds),
    };
  };
}
