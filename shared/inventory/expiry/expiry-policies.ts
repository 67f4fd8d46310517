import type { Database } from 'better-sqlite3';
import type { ExpiryPolicy } from '../../contract/planner.ts';

/** When robots shall expire, as people keep it. */
export function createExpiryPolicies(db: Database) {
  const all = db
    .prepare<[], string>('SELECT data FROM state.expiry_policy ORDER BY name COLLATE NOCASE, id')
    .pluck();
  const put = db.prepare(
    `INSERT INTO state.expiry_policy (id, name, data) VALUES (@id, @name, @data)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, data = excluded.data`,
  );
  const remove = db.prepare('DELETE FROM state.expiry_policy WHERE id = ?');

  return {
    /** By name, as JSON. */
    list: (): string[] => all.all(),
    save: (policy: ExpiryPolicy): void =>
      void put.run({ id: policy.id, name: policy.name, data: JSON.stringify(policy) }),
    remove: (id: string): void => void remove.run(id),
  };
}
