import type { Database } from 'better-sqlite3';
import type { RobotName } from '../../contract/permissions.ts';

/** What robots are called, and nothing else: matrices ask for it at every step of scrolling. */
export function createRobotNames(db: Database) {
  const named = db.prepare<[string], RobotName>(
    `SELECT r.key, i.id AS instanceId, r.name, length(r.name) - length(r.short_name) AS lead
     FROM json_each(?) wanted JOIN robot r ON r.key = wanted.value
     JOIN instance i ON i.num = r.instance`,
  );
  return (keys: readonly number[]): RobotName[] => named.all(JSON.stringify(keys));
}
