import type { Database } from 'better-sqlite3';
import type { FacetField } from '../../contract/robots.ts';
import {
  bucketSpan,
  EXPIRY_BUCKETS,
  limitsOf,
  SECONDS_PER_DAY,
} from '../../robots/expiry/index.ts';
import { QUERY_STATES, SEEN_WORDS } from '../../robots/query/fields.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import { idsOf } from '../../permissions/lint/judge-robot.ts';
import { RISKS } from '../../permissions/lint/rule-ids.ts';
import { rankOf } from '../risk/table.ts';
import { holdsState, type Thresholds } from '../../robots/status.ts';
import { countWhere, type Condition } from './conditions.ts';
import { countBy, marksOf, riskOf, SCANNED, type ScannedRobot } from './facet-scan.ts';
import type { CachedInstance } from '../instances.ts';
import type { Now } from '../shapes.ts';
import { createPairCounts } from './pair-counts.ts';
import { FLAG, LEVEL, NEVER, STANDING } from '../robot-record.ts';
import { seenWordCondition } from './seen-conditions.ts';

/** A value with how many robots have it. */
export interface Count {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** The robots whose values are counted. */
export interface Counted {
  /** Those the query shows without the facet's own terms. */
  readonly shown: readonly ScannedRobot[];
  /** The same with the gone ones. */
  readonly withGone: readonly ScannedRobot[];
  /** The condition of `shown`. */
  readonly condition: Condition;
  readonly thresholds: Now;
  readonly instances: readonly CachedInstance[];
}

type Counter = (counted: Counted) => Count[];

const plain = (value: string, count: number): Count => ({ value, label: value, count });

const byInstance: Counter = ({ shown, instances }) => {
  const counts = countBy(shown, (robot) => marksOf(robot).instance);
  return instances.map(({ num, id, name }) => {
    const same = instances.filter((one) => one.name.toLowerCase() === name.toLowerCase());
    return { value: same.length === 1 ? name : id, label: name, count: counts.get(num) ?? 0 };
  });
};

const byLevel: Counter = ({ shown }) => {
  const counts = countBy(shown, (robot) => marksOf(robot).level);
  return [
    plain('system', counts.get(LEVEL.system) ?? 0),
    plain('project', counts.get(LEVEL.project) ?? 0),
  ];
};

const byExpiry: Counter = ({ shown, thresholds: { now } }) => {
  const spans = EXPIRY_BUCKETS.map((bucket) => ({ bucket, ...bucketSpan(bucket, now), count: 0 }));
  for (const [, , , , expires] of shown) {
    // `never` has no span and is what is left.
    const span = expires === NEVER ? undefined : spans.find(({ until = 0 }) => expires <= until);
    (span ?? spans.at(-1) ?? { count: 0 }).count += 1;
  }
  return spans.map(({ bucket, count }) => plain(bucket, count));
};

/** Robots of which the same words hold, and one of them. */
interface Alike {
  readonly robot: ScannedRobot;
  count: number;
}

/** Thresholds of each instance, by its number. */
const thresholdsOf = ({ thresholds, instances }: Counted): ReadonlyMap<number, Thresholds> =>
  new Map(
    instances.map((instance) => [
      instance.num,
      { now: thresholds.now, ...limitsOf(thresholds, instance) },
    ]),
  );

const limitsIn = ({ now, criticalDays, soonDays }: Thresholds): readonly number[] => [
  now,
  now + criticalDays * SECONDS_PER_DAY,
  now + soonDays * SECONDS_PER_DAY,
];

/** Judging a word takes time; few kinds of robots differ in any. */
function alike(
  robots: readonly ScannedRobot[],
  thresholds: ReadonlyMap<number, Thresholds>,
): readonly Alike[] {
  const limitsOfInstance = new Map([...thresholds].map(([num, own]) => [num, limitsIn(own)]));
  const groups = new Map<number, Alike>();
  for (const robot of robots) {
    const [, , , marks, expires] = robot;
    // Without level and instance, on which no word depends.
    let key = marks & 63;
    for (const limit of limitsOfInstance.get(marks >> 7) ?? [])
      key = key * 2 + (expires <= limit ? 1 : 0);
    key = key * 2 + (expires === NEVER ? 1 : 0);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { robot, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()];
}

/** Ticking `gone` is what shows gone robots, so it counts them; the other words count the rest. */
const byState: Counter = (counted) => {
  const thresholds = thresholdsOf(counted);
  const groups = alike(counted.withGone, thresholds).map(({ robot, count }) => {
    const [, , , , expires] = robot;
    const { standing, flags, instance } = marksOf(robot);
    const facts = {
      gone: standing === STANDING.gone,
      editable: (flags & FLAG.legacy) === 0,
      disabled: (flags & FLAG.disabled) !== 0,
      expiresAt: expires === NEVER ? NEVER_EXPIRES : expires,
      hasPermissions: (flags & FLAG.noPermissions) === 0,
      hasStalePermissions: (flags & FLAG.stalePermissions) !== 0,
    };
    return { facts, count, own: thresholds.get(instance) ?? counted.thresholds };
  });
  return QUERY_STATES.map((state) => {
    const holding = groups.filter(
      ({ facts, own }) => facts.gone === (state === 'gone') && holdsState(state, facts, own),
    );
    return plain(
      state,
      holding.reduce((sum, { count }) => sum + count, 0),
    );
  });
};

const byRisk: Counter = ({ shown }) => {
  const counts = countBy(shown, (robot) => riskOf(robot).rank ?? -1);
  return RISKS.map((risk) => plain(risk, counts.get(rankOf(risk)) ?? 0));
};

/** Few kinds of robots differ in what is found of them. */
const byFinding: Counter = ({ shown }) => {
  const counts = new Map<string, number>();
  for (const [found, robots] of countBy(shown, (robot) => riskOf(robot).found)) {
    for (const id of idsOf(found)) counts.set(id, (counts.get(id) ?? 0) + robots);
  }
  return [...counts].map(([id, count]) => plain(id, count));
};

/** Counts of the values of each facet. Values that no robot has may be among them. */
export function createFacetCounts(db: Database): Readonly<Record<FacetField, Counter>> {
  const pairCounts = createPairCounts(db);

  /** Values that stand once in a table of their own, without the empty one unless that is worth asking for. */
  const shared = (table: 'project' | 'creator' | 'owner', withEmpty = false): Counter => {
    const names = db
      .prepare<[], [number, string, string]>(
        `SELECT num, name, folded FROM ${table} WHERE ${withEmpty} OR name <> ''`,
      )
      .raw();
    return ({ shown }) => {
      const counts = countBy(shown, (robot) => robot[SCANNED[table]]);
      const values = new Map<string, Count>();
      for (const [num, name, folded] of names.all()) {
        const count = counts.get(num);
        if (count === undefined) continue;
        values.set(folded, plain(name, count + (values.get(folded)?.count ?? 0)));
      }
      return [...values.values()];
    };
  };

  const byTag: Counter = ({ condition: { sql, values } }) =>
    db
      .prepare<unknown[], [string, number]>(
        `SELECT min(t.tag), count(*) FROM state.robot_tag t
         CROSS JOIN instance i ON i.id = t.instance_id
         CROSS JOIN robot r ON r.instance = i.num AND r.id = t.robot_id
         WHERE ${sql} GROUP BY t.folded`,
      )
      .raw()
      .all(...values)
      .map(([value, count]) => plain(value, count));

  const bySeen: Counter = ({ condition: fits, ...fleet }) => {
    const words = SEEN_WORDS.map((word) => seenWordCondition(word, fleet));
    const counts = db
      .prepare<unknown[], number[]>(
        `SELECT ${words.map(countWhere).join(', ')} FROM robot r WHERE ${fits.sql}`,
      )
      .raw()
      .get(...words.flatMap(({ values }) => values), ...fits.values);
    return SEEN_WORDS.map((word, place) => plain(word, counts?.[place] ?? 0));
  };

  return {
    instance: byInstance,
    level: byLevel,
    project: shared('project'),
    state: byState,
    expiry: byExpiry,
    can: ({ shown }) => {
      const bySet = countBy(shown, (robot) => robot[SCANNED.permissionSet]);
      return [...pairCounts(bySet)].map(([pair, count]) => plain(pair, count));
    },
    risk: byRisk,
    finding: byFinding,
    creator: shared('creator'),
    owner: shared('owner', true),
    tag: byTag,
    seen: bySeen,
  };
}
