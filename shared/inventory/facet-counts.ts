import type { Database } from 'better-sqlite3';
import type { FacetField } from '../contract/robots.ts';
import { EXPIRY_BUCKETS } from '../robots/expiry.ts';
import { QUERY_STATES } from '../robots/query/fields.ts';
import { all, condition, type Condition } from './conditions.ts';
import type { Fleet } from './field-conditions.ts';
import { PRESENT } from './filter.ts';
import { createPairCounts } from './pair-counts.ts';
import { LEVEL } from './robot-record.ts';
import { bucketCondition, stateCondition } from './state-conditions.ts';

/** A value with how many robots have it. */
export interface Count {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** Robots that fit the filter, gone ones among them only where it says so. */
export interface Counted {
  /** With gone robots. */
  readonly match: Condition;
  /** Without, unless the query asks for them. */
  readonly shown: Condition;
  readonly fleet: Fleet;
}

type Counter = (counted: Counted) => Count[];

const plainly = ({ value, count }: { value: string; count: number }): Count => ({
  value,
  label: value,
  count,
});

/** Counts of the values of each facet. Values without robots are left out. */
export function createFacetCounts(db: Database): Readonly<Record<FacetField, Counter>> {
  const pairCounts = createPairCounts(db);

  const rows = (sql: string, values: Condition['values']) =>
    db.prepare<unknown[], { value: string; count: number }>(sql).all(...values);

  /** Values that stand once in a table of their own, without the empty one. */
  const shared = (table: 'project' | 'creator'): Counter => {
    return ({ shown: { sql, values } }) =>
      rows(
        `SELECT min(o.name) AS value, sum(n) AS count
         FROM (SELECT r.${table} AS num, count(*) AS n FROM robot r WHERE ${sql} GROUP BY r.${table})
         JOIN ${table} o USING (num) WHERE o.name <> '' GROUP BY o.folded`,
        values,
      ).map(plainly);
  };

  /** Values that are conditions: how many robots each of them holds for. */
  const conditional =
    (
      conditionsOf: (counted: Counted) => readonly [string, Condition][],
      rowsOf: 'match' | 'shown',
    ): Counter =>
    (counted) => {
      const conditions = conditionsOf(counted);
      const { sql, values } = counted[rowsOf];
      const sums = conditions.map(([, holds]) => `total(${holds.sql})`).join(', ');
      const counts = db
        .prepare<unknown[], number[]>(`SELECT ${sums} FROM robot r WHERE ${sql}`)
        .raw()
        .get(...conditions.flatMap(([, holds]) => holds.values), ...values);
      return conditions.map(([value], place) => plainly({ value, count: counts?.[place] ?? 0 }));
    };

  const instance: Counter = ({ shown: { sql, values }, fleet: { instances } }) => {
    const counts = new Map(
      db
        .prepare<unknown[], [number, number]>(
          `SELECT r.instance, count(*) FROM robot r WHERE ${sql} GROUP BY r.instance`,
        )
        .raw()
        .all(...values),
    );
    return instances.map(({ num, id, name }) => {
      const same = instances.filter((one) => one.name.toLowerCase() === name.toLowerCase());
      return { value: same.length === 1 ? name : id, label: name, count: counts.get(num) ?? 0 };
    });
  };

  return {
    instance,
    project: shared('project'),
    creator: shared('creator'),
    level: conditional(
      () => [
        ['system', condition(`r.level = ${LEVEL.system}`)],
        ['project', condition(`r.level = ${LEVEL.project}`)],
      ],
      'shown',
    ),
    // Without its own terms nothing asks for gone robots any more, but ticking `gone` would.
    state: conditional(
      ({ fleet: { thresholds } }) =>
        QUERY_STATES.map((state) => {
          const holds = stateCondition(state, thresholds);
          return [state, state === 'gone' ? holds : all([PRESENT, holds])];
        }),
      'match',
    ),
    expiry: conditional(
      ({ fleet: { thresholds } }) =>
        EXPIRY_BUCKETS.map((bucket) => [bucket, bucketCondition(bucket, thresholds.now)]),
      'shown',
    ),
    can: ({ shown }) => pairCounts(shown).map(plainly),
    tag: ({ shown: { sql, values } }) =>
      rows(
        `SELECT min(t.tag) AS value, count(*) AS count FROM state.robot_tag t
         CROSS JOIN instance i ON i.id = t.instance_id
         CROSS JOIN robot r ON r.instance = i.num AND r.id = t.robot_id
         WHERE ${sql} GROUP BY t.folded`,
        values,
      ).map(plainly),
  };
}
