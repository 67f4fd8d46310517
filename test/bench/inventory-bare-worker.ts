import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** A thread that runs SQL and hands over what it finds: the least that any inventory does. */

const folder = String(workerData);
const db = new Database(`${folder}/inventory.db`);
db.pragma('temp_store = MEMORY');
db.pragma('cache_size = -32000');
db.prepare('ATTACH ? AS state').run(`${folder}/state.db`);

const prepared = new Map<string, Database.Statement<[], unknown>>();

function statement(sql: string): Database.Statement<[], unknown> {
  const known = prepared.get(sql) ?? db.prepare<[], unknown>(sql);
  prepared.set(sql, known);
  return known;
}

parentPort?.on('message', ({ keys, sqls }: { keys: boolean; sqls: readonly string[] }) => {
  if (!keys) {
    parentPort?.postMessage(sqls.map((sql) => statement(sql).all()));
    return;
  }
  const found = Uint32Array.from(
    statement(sqls[0] ?? '')
      .pluck()
      .all() as number[],
  );
  parentPort?.postMessage(found, [found.buffer]);
});
