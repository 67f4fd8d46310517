import type { Database } from 'better-sqlite3';
import type { EqualGroups } from '../../contract/equal-groups.ts';
import type { RiskQuestion } from '../../contract/risk.ts';
import { bitOf } from '../../permissions/lint/judge-robot.ts';
import { filterCondition, readQuery } from '../query/filter.ts';
import type { Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';

/** So many groups are told of; people go through them one by one. */
const MOST = 100;

/** Which robots the rule about equal rights finds together, over the robots that a query shows. */
export function createEqualGroups(db: Database, instances: Instances) {
  return ({ query, scope }: RiskQuestion, thresholds: Now): EqualGroups => {
    const fleet = { thresholds, instances: instances.all() };
    const { sql, values } = filterCondition(readQuery(query), scope, fleet, 'rows');
    const groups = db
      .prepare<unknown[], EqualGroups['groups'][number]>(
        `SELECT i.id AS instanceId, b.id AS robotId, b.name, g.robots
         FROM (SELECT min(r.key) AS key, count(*) AS robots
               FROM robot r CROSS JOIN temp.risk k ON k.key = r.key
               WHERE ${sql} AND k.family <> 0
               GROUP BY k.family HAVING max(k.found & ${bitOf('equal-rights')}) > 0) g
         JOIN robot b ON b.key = g.key JOIN instance i ON i.num = b.instance
         ORDER BY g.robots DESC, b.key`,
      )
      .all(...values);
    return { total: groups.length, groups: groups.slice(0, MOST) };
  };
}
