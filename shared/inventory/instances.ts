import type { Database } from 'better-sqlite3';
import type { ProjectCreation } from '../permissions/project-creation.ts';
import { UNREAD_LOG, type UseLog } from '../robots/last-use.ts';
import { DEFAULT_PREFIX } from '../robots/names.ts';

/** An instance as the cache has it. */
export interface CachedInstance {
  readonly num: number;
  readonly id: string;
  readonly name: string;
  /** Tags the user gave the instance. */
  readonly tags: readonly string[];
  readonly asOf: number | null;
  /** "v2.15.2-cdab4ae5"; null before the first whole reading. */
  readonly harborVersion: string | null;
  /** Who may make projects there; null where that was not read. */
  readonly projectCreation: ProjectCreation | null;
  readonly prefix: string;
  readonly offsetUsed: number;
  /** JSON of the catalogue that stale permissions were judged by. */
  readonly catalogue: string | null;
  readonly replacedIn: number | null;
  /** What is known of its audit log. */
  readonly useLog: UseLog;
}

interface Row extends Omit<CachedInstance, 'tags' | 'useLog'> {
  readonly tags: string | null;
  readonly useLog: string | null;
}

const COLUMNS = `i.num, i.id, i.name, i.as_of AS asOf,
  i.harbor_version AS harborVersion, i.project_creation AS projectCreation, i.prefix, i.offset_used AS offsetUsed, i.catalogue,
  i.replaced_in AS replacedIn,
  (SELECT json_extract(s.config, '$.tags') FROM state.instance s
   WHERE s.id = i.id AND json_valid(s.config)) AS tags,
  (SELECT u.log FROM state.use_log u WHERE u.instance_id = i.id) AS useLog`;

const parseTags = (json: string | null): string[] => {
  const tags: unknown = json === null ? [] : JSON.parse(json);
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
};

const fromRow = (row: Row): CachedInstance => ({
  ...row,
  tags: parseTags(row.tags),
  // What was kept before projects were has no moment from which on they are.
  useLog:
    row.useLog === null
      ? UNREAD_LOG
      : { ...UNREAD_LOG, ...(JSON.parse(row.useLog) as Partial<UseLog>) },
});

/** The instances that have been read, with the names people gave them. */
export function createInstances(db: Database) {
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM instance i ORDER BY i.num`);
  const one = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM instance i WHERE i.id = ?`);
  const add = db.prepare(
    `INSERT INTO instance (id, name, prefix)
     VALUES (@id, coalesce((SELECT json_extract(s.config, '$.name') FROM state.instance s
                            WHERE s.id = @id AND json_valid(s.config)), @id), @prefix)
     ON CONFLICT (id) DO NOTHING`,
  );
  const remove = db.prepare('DELETE FROM instance WHERE id = ?');

  return {
    all: (): CachedInstance[] => all.all().map(fromRow),
    byId: (id: string): CachedInstance | null => {
      const row = one.get(id);
      return row === undefined ? null : fromRow(row);
    },
    /** Makes room for an instance that is read for the first time. */
    ensure(id: string): CachedInstance {
      add.run({ id, prefix: DEFAULT_PREFIX });
      const row = one.get(id);
      if (row === undefined) throw new Error('an instance that was just added is missing');
      return fromRow(row);
    },
    /** Takes an instance out of the cache, with everything that hangs on it. */
    remove: (id: string): void => void remove.run(id),
  };
}

export type Instances = ReturnType<typeof createInstances>;
