import type { Database } from 'better-sqlite3';
import { instanceConfig, login } from '../../contract/instances.ts';
import type { InstanceConfig, Login } from '../../contract/instances.ts';
import type { StoredInstances } from '../inventory.ts';

interface Stored {
  readonly id: string;
  readonly config: string;
}

/** Rows whose JSON this version understands; others are left in the file untouched. */
function readable<T>(rows: readonly Stored[], parse: (value: unknown) => T | undefined): T[] {
  return rows
    .map(({ config }) => {
      try {
        return parse(JSON.parse(config));
      } catch {
        return undefined;
      }
    })
    .filter((row) => row !== undefined);
}

/** Instances and logins, as people entered them. */
export function createEntered(db: Database) {
  const rowsOf = (table: 'instance' | 'login') => ({
    all: db.prepare<[], Stored>(`SELECT id, config FROM state.${table} ORDER BY position, id`),
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

  const stored = (): StoredInstances => ({
    instances: readable(instances.all.all(), (row) => instanceConfig.safeParse(row).data),
    logins: readable(logins.all.all(), (row) => login.safeParse(row).data),
  });

  const replace = (
    table: ReturnType<typeof rowsOf>,
    before: readonly (InstanceConfig | Login)[],
    after: readonly (InstanceConfig | Login)[],
  ): void => {
    const kept = new Set(after.map(({ id }) => id));
    for (const { id } of before) if (!kept.has(id)) table.remove.run(id);
    after.forEach((row, position) => table.put.run(row.id, position, JSON.stringify(row)));
  };

  const save = db.transaction(({ instances: configs, logins: users }: StoredInstances) => {
    const before = stored();
    replace(instances, before.instances, configs);
    replace(logins, before.logins, users);
    for (const { id, name } of configs) rename.run(name, id, name);
  });

  return { stored, save: (next: StoredInstances): void => void save.immediate(next) };
}
