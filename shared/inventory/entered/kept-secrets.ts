import type { Database } from 'better-sqlite3';
import type { KeptSecret } from '../shapes.ts';

/** A robot whose secret is kept. */
export interface KeptRobot {
  readonly instanceId: string;
  readonly robotId: number;
  /** When it was made, epoch seconds on the server's clock, 0 if unknown: its id may be another's by now. */
  readonly createdAt: number;
}

type Table = 'main.secret' | 'state.secret';

/** The rows of one of the two tables. */
function createTable(db: Database, table: Table) {
  const all = db.prepare<[], KeptSecret>(
    `SELECT handle, instance_id AS instanceId, robot_id AS robotId, data FROM ${table}`,
  );
  const put = db.prepare<[KeptSecret]>(
    `INSERT INTO ${table} (handle, instance_id, robot_id, data)
     VALUES (@handle, @instanceId, @robotId, @data)
     ON CONFLICT (handle) DO UPDATE SET robot_id = excluded.robot_id, data = excluded.data`,
  );
  const remove = db.prepare<[string]>(`DELETE FROM ${table} WHERE handle = ?`);
  const change = db.transaction((kept: readonly KeptSecret[], gone: readonly string[]): void => {
    for (const secret of kept) put.run(secret);
    for (const handle of gone) remove.run(handle);
  });
  return { all: (): KeptSecret[] => all.all(), change };
}

type SecretTable = ReturnType<typeof createTable>;

/** Makes one table hold what the other does. */
function copy(from: SecretTable, to: SecretTable): void {
  const wanted = new Map(from.all().map((row) => [row.handle, row]));
  const there = new Map(to.all().map((row) => [row.handle, row]));
  const isThere = ({ handle, robotId, data }: KeptSecret): boolean =>
    there.get(handle)?.data === data && there.get(handle)?.robotId === robotId;
  const missing = [...wanted.values()].filter((row) => !isThere(row));
  const gone = [...there.keys()].filter((handle) => !wanted.has(handle));
  if (missing.length + gone.length > 0) to.change.immediate(missing, gone);
}

/**
 * Makes the rows of both files the same. Those of the journal count, unless it was begun anew.
 * @param db the inventory's, with `state` attached
 */
export function agreeOnSecrets(db: Database, journal: Database, isJournalNew: boolean): void {
  const [own, again] = [createTable(journal, 'main.secret'), createTable(db, 'state.secret')];
  if (isJournalNew) copy(again, own);
  else copy(own, again);
}

/**
 * Which secrets of robots lie in the keychain, in two files; never a secret itself.
 * @param db the inventory's, with `state` attached
 */
export function createKeptSecrets(db: Database, journal: Database) {
  const [own, again] = [createTable(journal, 'main.secret'), createTable(db, 'state.secret')];
  const robots = journal.prepare<[], KeptRobot>(
    `SELECT DISTINCT instance_id AS instanceId, robot_id AS robotId,
       coalesce(json_extract(data, '$.robotCreatedAt'), 0) AS createdAt FROM secret
     WHERE robot_id IS NOT NULL AND json_extract(data, '$.state') IN ('new', 'kept')`,
  );

  return {
    all: own.all,
    /** Robots whose own secret is there, as far as is known. */
    keptRobots: (): KeptRobot[] => robots.all(),
    change(kept: readonly KeptSecret[], gone: readonly string[]): void {
      // The journal last: what stands there stands in both, whenever the process ends.
      again.change.immediate(kept, gone);
      own.change.immediate(kept, gone);
    },
  };
}

export type KeptSecrets = ReturnType<typeof createKeptSecrets>;
