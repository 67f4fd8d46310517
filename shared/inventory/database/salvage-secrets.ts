import { copyFileSync, existsSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { createKeptSecrets } from '../entered/kept-secrets.ts';
import type { KeptSecret } from '../shapes.ts';

/** Rows up to the first that cannot be read. */
function readable(db: Database, order: 'ASC' | 'DESC'): KeptSecret[] {
  const rows: KeptSecret[] = [];
  try {
    const all = db.prepare<[], KeptSecret>(
      `SELECT handle, instance_id AS instanceId, robot_id AS robotId, data FROM secret
       ORDER BY handle ${order}`,
    );
    for (const row of all.iterate()) rows.push(row);
  } catch {
    // What lies behind the damage is read from the other end.
  }
  return rows;
}

/**
 * Takes over from a file that was put aside which secrets are kept, as far as it can be read:
 * without these rows nobody finds them in the keychain again. The file itself is not touched.
 */
export function salvageSecrets(
  aside: string,
  connect: (path: string) => Database,
  journal: string,
): void {
  const copy = `${aside}.copy`;
  const parts = ['', '-wal', '-shm'];
  let rows: KeptSecret[] = [];
  try {
    for (const part of parts) {
      if (existsSync(aside + part)) copyFileSync(aside + part, copy + part);
    }
    const db = connect(copy);
    try {
      rows = [...readable(db, 'ASC'), ...readable(db, 'DESC')];
    } finally {
      db.close();
    }
  } catch {
    // Nothing of it can be read.
  } finally {
    for (const part of parts) rmSync(copy + part, { force: true });
  }
  if (rows.length === 0) return;
  const db = connect(journal);
  try {
    createKeptSecrets(db).change(rows, []);
  } finally {
    db.close();
  }
}
