import type { Database } from 'better-sqlite3';
import { OWNED_EXPIRED, OWNED_EXPIRING } from '../../robots/owner-message.ts';
import { countWhere } from '../query/conditions.ts';
import type { Fleet } from '../query/fleet.ts';
import { filterCondition, PRESENT, readQuery } from '../query/filter.ts';
import type { Instances } from '../instances.ts';
import type { Now, OwnerCount } from '../shapes.ts';

/** How many robots each owner has, by the very conditions of their queries. */
export function createOwnerCounts(db: Database, instances: Instances) {
  return (thresholds: Now): OwnerCount[] => {
    const fleet: Fleet = { thresholds, instances: instances.all() };
    const [expiring, expired] = [OWNED_EXPIRING, OWNED_EXPIRED].map((query) =>
      filterCondition(readQuery(query), [], fleet, 'rows'),
    );
    if (expiring === undefined || expired === undefined) return [];
    return db
      .prepare<unknown[], OwnerCount>(
        `SELECT o.name, count(*) AS robots, ${countWhere(expiring)} AS expiring,
           ${countWhere(expired)} AS expired
         FROM robot r JOIN owner o ON o.num = r.owner WHERE ${PRESENT.sql}
         GROUP BY r.owner`,
      )
      .all(...expiring.values, ...expired.values);
  };
}
