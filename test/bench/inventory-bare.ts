import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { NOW } from './inventory-fleet.ts';

const DAY = 86_400;
const SOON = NOW + 30 * DAY;

const BY_NAME = 'ORDER BY r.short_name COLLATE NOCASE';

const CAN_PUSH = `r.permission_set IN (SELECT permission_set FROM permission_pair
  WHERE resource IN ('repository', '*') AND action IN ('push', '*'))`;

const READS = (word: string): string => `(instr(r.search, '${word}') > 0
  OR r.project IN (SELECT num FROM project WHERE instr(folded, '${word}') > 0)
  OR r.creator IN (SELECT num FROM creator WHERE instr(folded, '${word}') > 0)
  OR r.owner IN (SELECT num FROM owner WHERE instr(folded, '${word}') > 0)
  OR r.permission_set IN (SELECT num FROM permission_set WHERE instr(folded, '${word}') > 0)
  OR r.key IN (SELECT k.key FROM state.robot_tag t JOIN instance i ON i.id = t.instance_id
     JOIN robot k ON k.instance = i.num AND k.id = t.robot_id
     WHERE instr(t.folded, '${word}') > 0))`;

/** Filters as they are typed, and as somebody would write them in SQL. */
export const FILTERS: Readonly<Record<string, { query: string; where: string }>> = {
  state: {
    query: 'state:active',
    where: `r.standing = 3 AND r.expires > ${SOON}`,
  },
  permission: { query: 'can:repository:push', where: CAN_PUSH },
  text: { query: 'nightly', where: READS('nightly') },
  'no-text': { query: '-nightly', where: `NOT ${READS('nightly')}` },
  several: {
    query: 'state:expiring can:repository:push instance:prod ci',
    where: `r.standing = 3 AND r.expires > ${NOW} AND r.expires <= ${SOON} AND ${CAN_PUSH}
      AND r.instance = (SELECT num FROM instance WHERE name = 'prod') AND ${READS('ci')}`,
  },
};

const TOTALS = [
  'r.standing = 0',
  'r.flags & 1',
  'r.flags & 2',
  `r.expires <= ${NOW}`,
  `r.standing = 3 AND r.expires > ${NOW} AND r.expires <= ${NOW + 7 * DAY}`,
  `r.standing = 3 AND r.expires > ${NOW + 7 * DAY} AND r.expires <= ${SOON}`,
  `r.standing = 3 AND r.expires > ${SOON}`,
  'r.expires = 9007199254740991',
  'r.flags & 4',
  'r.flags & 8',
];

const BUCKETS = [0, 1, 7, 30, 90].map(
  (days) => `WHEN r.expires <= ${NOW + days * DAY} THEN ${days}`,
);

const group = (by: string): string =>
  `SELECT ${by}, count(*) FROM robot r WHERE r.standing <> 0 AND @ GROUP BY 1`;

const named = (table: 'project' | 'creator' | 'owner'): string =>
  `SELECT o.name, sum(n) FROM (SELECT r.${table} AS num, count(*) AS n FROM robot r
   WHERE r.standing <> 0 AND @ GROUP BY 1) JOIN ${table} o USING (num) GROUP BY o.name`;

const FACETS = [
  group('r.instance'),
  group('r.level'),
  named('project'),
  `SELECT ${TOTALS.map((one) => `total(${one})`).join(', ')} FROM robot r WHERE @`,
  group(`CASE WHEN r.expires = 9007199254740991 THEN 'never' ${BUCKETS.join(' ')} END`),
  `SELECT p.resource, p.action, sum(n) FROM (SELECT r.permission_set, count(*) AS n FROM robot r
     WHERE r.standing <> 0 AND @ GROUP BY 1)
   JOIN (SELECT DISTINCT permission_set, resource, action FROM permission_pair) p
     USING (permission_set) GROUP BY 1, 2`,
  named('creator'),
  named('owner'),
  `SELECT total(r.used > 0), total(r.used = 0), total(r.used >= r.expires - 604800)
   FROM robot r WHERE r.standing <> 0 AND @`,
  `SELECT t.tag, count(*) FROM state.robot_tag t JOIN instance i ON i.id = t.instance_id
   JOIN robot r ON r.instance = i.num AND r.id = t.robot_id
   WHERE r.standing <> 0 AND @ GROUP BY 1`,
];

const ROW = `SELECT r.key, r.id, r.name, r.short_name, r.level, r.standing, r.flags, r.expires, r.created,
     r.updated, t.description, i.id AS instance_id, i.prefix, p.name AS project,
     c.name AS creator, s.words, o.name AS owner, r.used, u.what, n.until, n.reason, (SELECT group_concat(g.tag) FROM state.robot_tag g
       WHERE g.instance_id = i.id AND g.robot_id = r.id) AS tags
   FROM robot r JOIN robot_text t ON t.key = r.key JOIN instance i ON i.num = r.instance
   JOIN project p ON p.num = r.project JOIN creator c ON c.num = r.creator
   JOIN permission_set s ON s.num = r.permission_set JOIN owner o ON o.num = r.owner
   LEFT JOIN state.robot_use u
     ON u.instance_id = i.id AND u.name = substr(r.name, length(i.prefix) + 1)
   LEFT JOIN state.robot_snooze n ON n.instance_id = i.id AND n.robot_id = r.id
   WHERE r.key IN`;

/** The same questions asked of the same file by SQL alone, in a thread that does nothing else. */
export async function openBare(folder: string) {
  const file = new URL('./inventory-bare-worker.ts', import.meta.url);
  const worker = new Worker(file, { workerData: folder });
  const ask = async (keys: boolean, sqls: readonly string[]): Promise<unknown> => {
    const answer = once(worker, 'message');
    worker.postMessage({ keys, sqls });
    return (await answer)[0] as unknown;
  };
  const keys = (where: string) => async (): Promise<number> => {
    const sql = `SELECT r.key FROM robot r WHERE r.standing <> 0 AND ${where} ${BY_NAME}`;
    return ((await ask(true, [sql])) as Uint32Array).length;
  };
  return {
    /** How many robots fit; their keys are handed over in order of name. */
    keys,
    /** All facets under one filter. */
    facets: (where: string) => (): Promise<unknown> =>
      ask(
        false,
        FACETS.map((sql) => sql.replace('@', where)),
      ),
    /** The rows of some keys, with the names behind their numbers. */
    window: (wanted: readonly number[]) => (): Promise<unknown> =>
      ask(false, [`${ROW} (${wanted.join(', ')})`]),
    close: (): Promise<number> => worker.terminate(),
  };
}
