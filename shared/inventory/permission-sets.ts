import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { describePermissions } from '../permissions/describe.ts';
import { grantsOf, normalForm } from '../permissions/sets.ts';
import type { PermissionEntry } from '../robots/robot.ts';
import { fold } from '../robots/query/query.ts';
import { readEntries } from './read-json.ts';

/** So many sets are remembered by their text, to spare the database the question. */
const MOST_REMEMBERED = 20_000;

/** Permission sets, each stored once however many robots have it. */
export function createPermissionSets(db: Database) {
  const find = db
    .prepare<[Buffer], number>('SELECT num FROM permission_set WHERE hash = ?')
    .pluck();
  const add = db.prepare(
    `INSERT INTO permission_set (hash, entries, raw, words, folded) VALUES (?, ?, ?, ?, ?)`,
  );
  const addPair = db.prepare(
    `INSERT INTO permission_pair (permission_set, kind, namespace, resource, action)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const removeUnused = db.prepare(
    'DELETE FROM permission_set WHERE num NOT IN (SELECT permission_set FROM robot)',
  );
  const removePairs = db.prepare(
    'DELETE FROM permission_pair WHERE permission_set NOT IN (SELECT num FROM permission_set)',
  );
  const entriesOf = db
    .prepare<[number], string>('SELECT entries FROM permission_set WHERE num = ?')
    .pluck();
  const remembered = new Map<string, number>();

  const store = (entries: readonly PermissionEntry[], raw: string): number => {
    const normal = normalForm(entries);
    const text = JSON.stringify(normal);
    const hash = createHash('sha256').update(text).update('\0').update(raw).digest();
    const known = find.get(hash);
    if (known !== undefined) return known;
    const words = describePermissions(normal);
    const num = Number(add.run(hash, text, raw, words, fold(words)).lastInsertRowid);
    for (const { kind, namespace, resource, action } of grantsOf(normal)) {
      addPair.run(num, kind, namespace, resource, action);
    }
    return num;
  };

  return {
    /**
     * The number of a set, stored if it is new.
     * @param raw Harbor's own JSON for it, sorted
     */
    numberOf(entries: readonly PermissionEntry[], raw: string): number {
      const key = raw === '' ? JSON.stringify(entries) : raw;
      const known = remembered.get(key);
      if (known !== undefined) return known;
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      const num = store(entries, raw);
      remembered.set(key, num);
      return num;
    },
    entriesOf: (num: number): PermissionEntry[] => readEntries(entriesOf.get(num) ?? '[]'),
    /** Forgets sets that no robot has any more. */
    removeUnused(): void {
      removeUnused.run();
      removePairs.run();
      remembered.clear();
    },
    /** To be called when somebody else may have written, or a transaction was rolled back. */
    forgetRemembered: (): void => remembered.clear(),
  };
}

export type PermissionSets = ReturnType<typeof createPermissionSets>;
