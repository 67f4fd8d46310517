import type { Database } from 'better-sqlite3';
import type { KeptSecret } from '../shapes.ts';

/** A robot whose secret is kept. */
export interface KeptRobot {
  readonly instanceId: string;
  readonly robotId: number;
  /** When it was made, epoch seconds on the server's clock, 0 if unknown: its id may be another's by now. */
  readonly createdAt: number;
}

/** Which secrets of robots lie in the keychain; never a secret itself. */
export function createKeptSecrets(db: Database) {
  const all = db.prepare<[], KeptSecret>(
    'SELECT handle, instance_id AS instanceId, robot_id AS robotId, data FROM secret',
  );
  const put = db.prepare<[KeptSecret]>(
    `INSERT INTO secret (handle, instance_id, robot_id, data)
     VALUES (@handle, @instanceId, @robotId, @data)
     ON CONFLICT (handle) DO UPDATE SET robot_id = excluded.robot_id, data = excluded.data`,
  );
  const robots = db.prepare<[], KeptRobot>(
    `SELECT DISTINCT instance_id AS instanceId, robot_id AS robotId,
       coalesce(json_extract(data, '$.robotCreatedAt'), 0) AS createdAt FROM secret
     WHERE robot_id IS NOT NULL AND json_extract(data, '$.state') IN ('new', 'kept')`,
  );
  const remove = db.prepare<[string]>('DELETE FROM secret WHERE handle = ?');

  return {
    all: (): KeptSecret[] => all.all(),
    /** Robots whose own secret is there, as far as is known. */
    keptRobots: (): KeptRobot[] => robots.all(),
    change(kept: readonly KeptSecret[], gone: readonly string[]): void {
      db.transaction(() => {
        for (const secret of kept) put.run(secret);
        for (const handle of gone) remove.run(handle);
      }).immediate();
    },
  };
}

export type KeptSecrets = ReturnType<typeof createKeptSecrets>;
