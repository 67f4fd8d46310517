import type { Database } from 'better-sqlite3';
import type { Migration } from './migrations/index.ts';

/** Whether a newer Purser has written this file. */
export function isNewer(db: Database, migrations: readonly Migration[]): boolean {
  return schemaVersion(db) > migrations.length;
}

const schemaVersion = (db: Database): number =>
  Number(db.pragma('user_version', { simple: true }) ?? 0);

/**
 * Brings a file to the newest schema, all steps or none. Safe where two processes open it at once:
 * the second waits for the first and finds nothing left to do.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  if (schemaVersion(db) >= migrations.length) return;
  db.transaction(() => {
    for (const { sql } of migrations.slice(schemaVersion(db))) db.exec(sql);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}
