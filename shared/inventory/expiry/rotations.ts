import type { Database } from 'better-sqlite3';
import type { KeptRotation } from '../../contract/rotations.ts';

/** Rotations that are under way, oldest first. */
export function createRotations(db: Database) {
  const all = db.prepare<[], string>('SELECT data FROM state.rotation ORDER BY num').pluck();
  const put = db.prepare(
    `INSERT INTO state.rotation (id, data) VALUES (@id, @data)
     ON CONFLICT (id) DO UPDATE SET data = excluded.data`,
  );
  const remove = db.prepare('DELETE FROM state.rotation WHERE id = ?');

  return {
    /** As JSON. */
    list: (): string[] => all.all(),
    save: (one: KeptRotation): void => void put.run({ id: one.id, data: JSON.stringify(one) }),
    remove: (id: string): void => void remove.run(id),
  };
}
