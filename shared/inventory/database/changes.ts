import type { Database } from 'better-sqlite3';

/**
 * What of the cache's history is remembered outside of it.
 * @returns `others` changes when another process wrote, `all` with every write
 */
export function createChanges(db: Database): { others: () => number; all: () => string } {
  const version = db.prepare<[], number>('PRAGMA main.data_version').pluck();
  const ours = db.prepare<[], number>('SELECT total_changes()').pluck();
  const others = (): number => version.get() ?? 0;
  return { others, all: () => `${others()} ${ours.get() ?? 0}` };
}
