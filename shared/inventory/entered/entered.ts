import type { Database } from 'better-sqlite3';
import type { InstanceConfig, Login } from '../../contract/instances.ts';
import type { StoredInstances } from '../shapes.ts';

/** Instances and logins as JSON, in their order. */
export interface EnteredRows {
  readonly instances: readonly string[];
  readonly logins: readonly string[];
}

/** Instances and logins, as people entered them. */
export function createEntered(db: Database) {
  const rowsOf = (table: 'instance' | 'login') => ({
    all: db.prepare<[], string>(`SELECT config FROM state.${table} ORDER BY position, id`).pluck(),
    put: db.prepare(
      `INSERT INTO state.${table} (id, position, config) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET position = excluded.position, config = excluded.config
       WHERE (position, config) IS NOT (excluded.position, excluded.config)`,
    ),
    remove: db.prepare(`DELETE FROM state.${table} WHERE id = ?`),
  });
  const instances = rowsOf('instance');
  const logins = rowsOf('login');
  const rename = db.prepare('UPDATE instance SET name = ? WHERE id = ? AND name <> ?');

  const replace = (
    table: ReturnType<typeof rowsOf>,
    rows: readonly (InstanceConfig | Login)[],
    known: readonly string[],
  ): void => {
    const kept = new Set(rows.map(({ id }) => id));
    for (const id of known) if (!kept.has(id)) table.remove.run(id);
    rows.forEach((row, position) => table.put.run(row.id, position, JSON.stringify(row)));
  };

  const save = db.transaction((next: StoredInstances, known: readonly string[]) => {
    replace(instances, next.instances, known);
    replace(logins, next.logins, known);
    for (const { id, name } of next.instances) rename.run(name, id, name);
  });

  return {
    stored: (): EnteredRows => ({ instances: instances.all.all(), logins: logins.all.all() }),
    /**
     * @param known ids that whoever saves has read or saved before: those that are missing now are
     *   removed. Others, of a newer Purser, stay in the file untouched.
     */
    save: (next: StoredInstances, known: readonly string[] = []): void =>
      void save.immediate(next, known),
  };
}
