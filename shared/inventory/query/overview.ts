import type { Database } from 'better-sqlite3';
import type { Overview, OverviewQuery } from '../../contract/robots.ts';
import { counted } from '../../robots/counted.ts';
import { soonDaysOf } from '../../robots/expiry/index.ts';
import { CUT_OFF } from '../../robots/last-use.ts';
import { all, condition, countWhere } from './conditions.ts';
import type { Fleet } from './fleet.ts';
import { filterCondition, PRESENT, readQuery, scopeCondition } from './filter.ts';
import type { Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';
import { NEVER, STANDING } from '../robot-record.ts';
import type { Rows } from './rows.ts';

/** How many of the robots that expire next are named. */
const SOONEST = 10;

/** So many robots that expired while they were used are named; more are only counted. */
const MOST_CUT_OFF = 3;

const soonLabel = (days: number | null): string =>
  days === null ? 'Expire soon' : `Expire within ${counted(days, 'day')}`;

const figuresFor = (soonDays: number | null) => [
  { id: 'all', label: 'All robots', query: '' },
  { id: 'active', label: 'Active', query: 'state:active' },
  {
    id: 'expiring',
    label: soonLabel(soonDays),
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
  /** Those that were used last first. */
  const rowsCutOff = (scope: readonly string[], fleet: Fleet): number[] => {
    const holds = all([
      // Few have expired: an index leads to them.
      condition('r.expires <= ?', fleet.thresholds.now),
      filterCondition(readQuery(CUT_OFF), scope, fleet, 'keys'),
    ]);
    return db
      .prepare<unknown[], number>(
        `SELECT r.key FROM robot r WHERE ${holds.sql} ORDER BY r.used DESC, r.key`,
      )
      .pluck()
      .all(...holds.values);
  };

  return ({ scope, counted }: OverviewQuery, thresholds: Now): Overview => {
    const fleet: Fleet = { thresholds, instances: instances.all() };
    const figures = figuresFor(soonDaysOf(thresholds, fleet.instances)).map((figure) => ({
      ...figure,
      holds: filterCondition(readQuery(figure.query), [], fleet, 'rows'),
    }));
    const inScope = all(scopeCondition(scope, fleet));
    const conditions = [
      ...figures.map(({ holds }) => holds),
      ...[...counted, CUT_OFF].map((query) => filterCondition(readQuery(query), [], fleet, 'rows')),
    ];
    const counts = db
      .prepare<unknown[], number[]>(
        `SELECT r.instance, ${conditions.map(countWhere).join(', ')}
         FROM robot r WHERE ${inScope.sql} GROUP BY r.instance`,
      )
      .raw()
      .all(...conditions.flatMap(({ values }) => values), ...inScope.values);
    const countOf = (instance: readonly number[], place: number): number =>
      instance[1 + place] ?? 0;
    const idOf = new Map(fleet.instances.map(({ num, id }) => [num, id]));
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
    const cutOffCount = counts.reduce((sum, one) => sum + countOf(one, conditions.length - 1), 0);
    const named = cutOffCount > 0 && cutOffCount <= MOST_CUT_OFF ? rowsCutOff(scope, fleet) : [];
    return {
      figures: figures.map(({ id, label, query }, place) => ({
        id,
        label,
        query,
        count: counts.reduce((sum, instance) => sum + countOf(instance, place), 0),
      })),
      soonest: rows.of(soonest, thresholds),
      cutOff: rows.of(named, thresholds),
      counted: counted.map((_, place) =>
        counts
          .map((instance) => ({
            id: idOf.get(instance[0] ?? 0) ?? '',
            count: countOf(instance, figures.length + place),
          }))
          .filter(({ id, count }) => id !== '' && count > 0),
      ),
    };
  };
}
