import type { Database } from 'better-sqlite3';
import { countWhere, type Condition } from './conditions.ts';
import type { Fleet } from './fleet.ts';
import { PRESENT } from './filter.ts';
import type { Instances } from '../instances.ts';
import type { InstanceFacts, Now } from '../shapes.ts';
import { stateCondition } from './state-conditions.ts';

type Row = Omit<InstanceFacts, 'replaced'> & { readonly replaced: number };

/** What is kept about every instance that was ever read, with its figures. */
export function createFacts(db: Database, instances: Instances) {
  return (thresholds: Now): InstanceFacts[] => {
    const fleet: Fleet = { thresholds, instances: instances.all() };
    const counts: readonly [string, Condition][] = [
      ['expiringSoon', stateCondition('expiring', fleet)],
      ['expired', stateCondition('expired', fleet)],
      ['neverExpires', stateCondition('never', fleet)],
    ];
    const columns = counts.map(([name, holds]) => `${countWhere(holds)} AS ${name}`).join(', ');
    const names = counts.map(([name]) => `coalesce(n.${name}, 0) AS ${name}`).join(', ');
    return db
      .prepare<unknown[], Row>(
        `SELECT i.id AS instanceId, i.as_of AS asOf, i.harbor_version AS harborVersion,
           i.project_creation AS projectCreation,           i.clock_offset AS clockOffset, i.facts, i.replaced_in IS NOT NULL AS replaced,
           (SELECT count(*) FROM project p
            WHERE p.instance = i.num AND p.id <> 0 AND p.listed = 1) AS projects,
           coalesce(n.robots, 0) AS robots, ${names}
         FROM instance i LEFT JOIN
           (SELECT r.instance, count(*) AS robots, ${columns} FROM robot r
            WHERE ${PRESENT.sql} GROUP BY r.instance) n ON n.instance = i.num
         ORDER BY i.num`,
      )
      .all(...counts.flatMap(([, { values }]) => values))
      .map((row) => ({ ...row, replaced: row.replaced === 1 }));
  };
}
