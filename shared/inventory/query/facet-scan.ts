import type { Database } from 'better-sqlite3';
import type { Condition } from './conditions.ts';

/**
 * What the facets count of a robot, as numbers. The small ones are packed into one, because the
 * time goes into handing values over.
 */
export type ScannedRobot = readonly [
  project: number,
  creator: number,
  permissionSet: number,
  marks: number,
  expires: number,
  judged: number,
  owner: number,
];

/** Places of the numbers that rows of other tables stand behind. */
export const SCANNED = { project: 0, creator: 1, permissionSet: 2, owner: 6 } as const;

/** What is packed into `marks`. */
export const marksOf = ([, , , marks]: ScannedRobot) => ({
  flags: marks & 15,
  standing: (marks >> 4) & 3,
  level: (marks >> 6) & 1,
  instance: marks >> 7,
});

/** What is packed into `judged`; a robot that is gone has no risk. */
export const riskOf = ([, , , , , judged]: ScannedRobot) => ({
  rank: judged < 0 ? null : judged & 7,
  found: judged < 0 ? 0 : judged >> 3,
});

/**
 * Reads what the facets count of all robots that fit. Counting them here, all facets in one pass,
 * takes a third of the time of a GROUP BY for each of them.
 */
export function scanRobots(db: Database, { sql, values }: Condition): readonly ScannedRobot[] {
  return db
    .prepare<unknown[], ScannedRobot>(
      `SELECT r.project, r.creator, r.permission_set,
         (r.instance << 7) | (r.level << 6) | (r.standing << 4) | r.flags, r.expires,
         coalesce((k.found << 3) | k.risk, -1), r.owner
       FROM robot r LEFT JOIN temp.risk k ON k.key = r.key WHERE ${sql}`,
    )
    .raw()
    .all(...values);
}

/** How many robots have each value. */
export function countBy(
  robots: readonly ScannedRobot[],
  valueOf: (robot: ScannedRobot) => number,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const robot of robots) {
    const value = valueOf(robot);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
