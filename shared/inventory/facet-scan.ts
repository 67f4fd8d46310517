import type { Database } from 'better-sqlite3';
import type { Condition } from './conditions.ts';

/** What the facets count of a robot, as numbers. */
export type ScannedRobot = readonly [
  instance: number,
  level: number,
  project: number,
  creator: number,
  permissionSet: number,
  standing: number,
  flags: number,
  expires: number,
];

/**
 * Reads what the facets count of all robots that fit. Counting them here, all facets in one pass,
 * takes a third of the time of a GROUP BY for each of them.
 */
export function scanRobots(
  db: Database,
  robots: string,
  { sql, values }: Condition,
): readonly ScannedRobot[] {
  return db
    .prepare<unknown[], ScannedRobot>(
      `SELECT r.instance, r.level, r.project, r.creator, r.permission_set, r.standing, r.flags,
         r.expires
       FROM ${robots} WHERE ${sql}`,
    )
    .raw()
    .all(...values);
}

/** How many robots have each number in one place of the scan. */
export function countBy(robots: readonly ScannedRobot[], place: 0 | 1 | 2 | 3 | 4) {
  const counts = new Map<number, number>();
  for (const robot of robots) counts.set(robot[place], (counts.get(robot[place]) ?? 0) + 1);
  return counts;
}
