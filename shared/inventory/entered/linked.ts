import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { KnownSet, LinkedRobot } from '../../contract/linked.ts';
import type { RobotQuery, RobotRow } from '../../contract/robots.ts';
import { differencesInSet } from '../../robots/linked.ts';
import type { Fleet } from '../query/fleet.ts';
import { filterCondition, PRESENT, readQuery } from '../query/filter.ts';
import type { Instances } from '../instances.ts';
import type { KnownRobot, Now } from '../shapes.ts';

interface Parts {
  readonly instances: Instances;
  readonly robotsByKeys: (keys: readonly number[]) => KnownRobot[];
  readonly rows: (keys: readonly number[], thresholds: Now) => RobotRow[];
}

const PLACED = `robot r JOIN project p ON p.num = r.project JOIN instance i ON i.num = r.instance
  LEFT JOIN state.robot_link l ON l.instance_id = i.id AND l.robot_id = r.id`;

/** Key, short name, level, number of the project. */
type Named = readonly [key: number, shortName: string, level: number, project: number];

interface Member {
  readonly wanted: number;
  readonly key: number;
  readonly setId: string | null;
}

/** The same robot on several Harbors as one. */
export function createLinked(db: Database, { instances, robotsByKeys, rows }: Parts) {
  const members = db.prepare<[string], Member>(
    `WITH wanted AS (
       SELECT r.key, r.short_name, r.level, p.name AS project, l.set_id FROM ${PLACED}
       WHERE r.key IN (SELECT value FROM json_each(?))
     )
     SELECT w.key AS wanted, r.key, NULL AS setId FROM wanted w
       CROSS JOIN robot r ON r.short_name = w.short_name COLLATE NOCASE
       JOIN project p ON p.num = r.project JOIN instance i ON i.num = r.instance
       LEFT JOIN state.robot_link l ON l.instance_id = i.id AND l.robot_id = r.id
     WHERE w.set_id IS NULL AND l.set_id IS NULL AND ${PRESENT.sql}
       AND r.short_name = w.short_name AND r.level = w.level AND p.name = w.project
     UNION ALL
     SELECT w.key, r.key, w.set_id FROM wanted w
       JOIN state.robot_link l ON l.set_id = w.set_id
       JOIN instance i ON i.id = l.instance_id
       JOIN robot r ON r.instance = i.num AND r.id = l.robot_id
     WHERE ${PRESENT.sql}`,
  );
  const linkedKeys = db
    .prepare<[], [key: number, setId: string]>(
      `SELECT r.key, l.set_id FROM state.robot_link l JOIN instance i ON i.id = l.instance_id
       JOIN robot r ON r.instance = i.num AND r.id = l.robot_id`,
    )
    .raw();
  const projectNames = db
    .prepare<[], [num: number, name: string]>('SELECT num, name FROM project')
    .raw();
  const put = db.prepare(
    `INSERT INTO state.robot_link (instance_id, robot_id, set_id) VALUES (?, ?, ?)
     ON CONFLICT (instance_id, robot_id) DO UPDATE SET set_id = excluded.set_id`,
  );
  const setOf = db
    .prepare<[string, number], string>(
      'SELECT set_id FROM state.robot_link WHERE instance_id = ? AND robot_id = ?',
    )
    .pluck();

  const robotSet = (wanted: KnownRobot, found: readonly Member[], thresholds: Now): KnownSet[] => {
    const keys = found.map(({ key }) => key);
    const known = robotsByKeys(keys);
    const shown = new Map(rows(keys, thresholds).map((row) => [row.key, row]));
    const own = shown.get(wanted.key);
    if (own === undefined) return [];
    const differs = differencesInSet(known.map(({ robot }) => robot));
    const robots = known.flatMap(({ key, instanceId, robot }, index): LinkedRobot[] => {
      const state = shown.get(key)?.state;
      if (state === undefined) return [];
      const { id: robotId, name, createdAt } = robot;
      return [{ key, instanceId, robotId, name, createdAt, state, differs: differs[index] ?? [] }];
    });
    const { shortName, level, project } = own;
    const byHand = found.some(({ setId }) => setId !== null);
    return [{ key: wanted.key, shortName, level, project, byHand, robots }];
  };

  const link = db.transaction((keys: readonly number[]): void => {
    const robots = robotsByKeys(keys);
    const before = robots.map(({ instanceId, robot }) => setOf.get(instanceId, robot.id));
    const set = before.find((id) => id !== undefined) ?? randomUUID();
    for (const { instanceId, robot } of robots) put.run(instanceId, robot.id, set);
  });

  const unlink = db.transaction((keys: readonly number[]): void => {
    for (const { instanceId, robot } of robotsByKeys(keys)) {
      put.run(instanceId, robot.id, randomUUID());
    }
  });

  return {
    /**
     * One key for each set of which a robot fits the query, those of several robots first, by
     * name, and how many robots fit.
     */
    query(
      { query, scope, sort }: RobotQuery,
      thresholds: Now,
    ): { keys: Uint32Array; robots: number } {
      const fleet: Fleet = { thresholds, instances: instances.all() };
      const { sql, values } = filterCondition(readQuery(query), scope, fleet, 'rows');
      const rowsFound = db
        .prepare<unknown[], Named>(
          `SELECT r.key, r.short_name, r.level, r.project FROM robot r WHERE ${sql}
           ORDER BY r.short_name COLLATE NOCASE, r.standing, r.instance, r.key`,
        )
        .raw()
        .all(...values);
      const byHand = new Map(linkedKeys.all());
      const projects = new Map(projectNames.all());
      const found = new Map<string, { readonly key: number; several: boolean }>();
      for (const [key, shortName, level, project] of rowsFound) {
        // Neither a name nor a project has a line feed in it.
        const id = byHand.get(key) ?? [level, projects.get(project) ?? '', shortName].join('\n');
        const set = found.get(id);
        if (set === undefined) found.set(id, { key, several: false });
        else set.several = true;
      }
      const all = [...found.values()];
      if (sort.descending) all.reverse();
      const keys = [true, false].flatMap((several) =>
        all.filter((set) => set.several === several).map(({ key }) => key),
      );
      return { keys: Uint32Array.from(keys), robots: rowsFound.length };
    },
    /** Sets in the order of the keys that stand for them; unknown keys are left out. */
    sets(keys: readonly number[], thresholds: Now): KnownSet[] {
      const found = new Map<number, Member[]>();
      for (const member of members.all(JSON.stringify(keys))) {
        found.set(member.wanted, [...(found.get(member.wanted) ?? []), member]);
      }
      return robotsByKeys(keys).flatMap((wanted) =>
        robotSet(wanted, found.get(wanted.key) ?? [], thresholds),
      );
    },
    /** Makes one set of these robots, with those that one of them is linked to already. */
    link: (keys: readonly number[]): void => link.immediate(keys),
    /** Takes each of these robots out of its set, for good. */
    unlink: (keys: readonly number[]): void => unlink.immediate(keys),
  };
}
