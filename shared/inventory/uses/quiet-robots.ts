import type { Database } from 'better-sqlite3';
import type { OverviewQuery, QuietRobots } from '../../contract/robots.ts';
import { QUIET_BEFORE_DELETE } from '../../robots/last-use.ts';
import type { Instances } from '../instances.ts';
import { STANDING } from '../robot-record.ts';

/** Entries of the journal that are looked at, newest first: a year of a busy fleet. */
const MOST_ENTRIES = 20_000;

/** Robots that are named; more are as many as one goes through at a time. */
const MOST_ROBOTS = 200;

/** Seconds by which Harbor's own clock may be ahead when it notes down our change. */
const SLACK = 600;

interface Switched {
  readonly instanceId: string;
  readonly robotId: number;
  readonly at: number;
}

/**
 * Robots that were disabled here two weeks ago or more, and that nobody has used, enabled or
 * changed since: nobody misses them, so that deleting them can be offered.
 */
export function createQuietRobots(db: Database, journal: Database, instances: Instances) {
  // Only the last of its switches counts; an entry's search has its operation on a line of its own.
  const switched = journal.prepare<[], Switched>(
    `SELECT instanceId, robotId, at FROM
       (SELECT instance_id AS instanceId, json_extract(entry, '$.robotId') AS robotId,
          json_extract(entry, '$.at') AS at, json_extract(entry, '$.operation') AS operation,
          max(id) FROM
          (SELECT * FROM entry ORDER BY id DESC LIMIT ${MOST_ENTRIES})
        WHERE (instr(search, char(10) || 'disable' || char(10)) > 0
            OR instr(search, char(10) || 'enable' || char(10)) > 0)
          AND json_extract(entry, '$.operation') IN ('disable', 'enable')
          AND json_extract(entry, '$.result') = 'done'
        GROUP BY instance_id, json_extract(entry, '$.robotId'))
     WHERE operation = 'disable'`,
  );
  const isQuiet = db
    .prepare<[{ num: number; robotId: number; at: number; offset: number }], number>(
      `SELECT 1 FROM robot WHERE instance = @num AND id = @robotId
         AND standing = ${STANDING.disabled} AND updated <= @at + @offset + ${SLACK}
         AND used <= @at`,
    )
    .pluck();

  return ({ scope }: Pick<OverviewQuery, 'scope'>, now: number): QuietRobots[] => {
    const byId = new Map(instances.all().map((instance) => [instance.id, instance]));
    const found = new Map<string, number[]>();
    let count = 0;
    for (const { instanceId, robotId, at } of switched.all()) {
      const instance = byId.get(instanceId);
      const isAsked = scope.length === 0 || scope.includes(instanceId);
      if (instance === undefined || !isAsked || at > now - QUIET_BEFORE_DELETE) continue;
      const { num, offsetUsed: offset } = instance;
      if (count >= MOST_ROBOTS || isQuiet.get({ num, robotId, at, offset }) === undefined) continue;
      found.set(instanceId, [...(found.get(instanceId) ?? []), robotId]);
      count += 1;
    }
    return [...found].map(([instanceId, robotIds]) => ({ instanceId, robotIds }));
  };
}

export type FindQuietRobots = ReturnType<typeof createQuietRobots>;
