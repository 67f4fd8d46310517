import type { Database } from 'better-sqlite3';
import type { Template } from '../../contract/templates.ts';

/** Templates that the user made, by name. */
export function createTemplates(db: Database) {
  const all = db.prepare<[], string>('SELECT data FROM state.template ORDER BY name, id').pluck();
  const put = db.prepare(
    `INSERT INTO state.template (id, name, data) VALUES (@id, @name, @data)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, data = excluded.data`,
  );
  const remove = db.prepare('DELETE FROM state.template WHERE id = ?');

  return {
    /** As JSON. */
    list: (): string[] => all.all(),
    /** Adds these, or replaces those of the same ids, all or none. */
    save: db.transaction((templates: readonly Template[]): void => {
      for (const one of templates) {
        put.run({ id: one.id, name: one.name, data: JSON.stringify(one) });
      }
    }),
    remove: (id: string): void => void remove.run(id),
  };
}
