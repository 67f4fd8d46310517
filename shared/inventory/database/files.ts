import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Notice } from '../../contract/settings.ts';
import { agreeOnSecrets } from '../entered/kept-secrets.ts';
import type { InventoryOptions } from '../inventory.ts';
import { isNewer, migrate } from './migrate.ts';
import {
  CACHE_MIGRATIONS,
  JOURNAL_MIGRATIONS,
  STATE_MIGRATIONS,
  type Migration,
} from './migrations/index.ts';
import { isDamage } from './sqlite-errors.ts';

/** The cache, with what people entered attached as `state`. */
export interface Files {
  readonly db: Database.Database;
  /** Plans and the journal, apart so that damage to one file is the others' no matter. */
  readonly journal: Database.Database;
  /** What had to be done to open them. */
  readonly notices: readonly Notice[];
}

export type FileRole = 'cache' | 'state' | 'journal';

interface FileKind {
  readonly name: string;
  readonly migrations: readonly Migration[];
  readonly notice: Notice['kind'];
  readonly damaged: (aside: string) => string;
  readonly newer: (aside: string) => string;
}

const KINDS: Readonly<Record<FileRole, FileKind>> = {
  cache: {
    name: 'inventory.db',
    migrations: CACHE_MIGRATIONS,
    notice: 'cache-rebuilt',
    damaged: (aside) =>
      `The robots that were kept for offline use could not be read, so they will be read from your Harbors again. Nothing you entered is lost. The old file is ${aside}.`,
    newer: (aside) =>
      `The robots kept for offline use were written by a newer Purser, so they will be read from your Harbors again. The newer file is ${aside}.`,
  },
  state: {
    name: 'state.db',
    migrations: STATE_MIGRATIONS,
    notice: 'state-kept-aside',
    damaged: (aside) =>
      `The file with your instances, tags and views could not be read. It was kept as ${aside}, and Purser started with an empty one. Your Harbors are untouched, and passwords are still in the keychain.`,
    newer: (aside) =>
      `Your instances, tags and views were saved by a newer Purser, which this one cannot read. They are kept in ${aside}: start the newer Purser again, or begin anew here.`,
  },
  journal: {
    name: 'journal.db',
    migrations: JOURNAL_MIGRATIONS,
    notice: 'journal-kept-aside',
    damaged: (aside) =>
      `The record of your changes could not be read. It was kept as ${aside}, and a new one was begun. Plans that were not finished are in the old one: look at their robots before you plan again. Secrets of robots are still in the keychain, and listed as before.`,
    newer: (aside) =>
      `The record of your changes was written by a newer Purser, which this one cannot read. It is kept in ${aside}, and a new one was begun.`,
  },
};

/** How long one process waits for another that writes, milliseconds. */
const BUSY_TIMEOUT = 5_000;

const connect = (path: string, nativeBinding: string | undefined): Database.Database =>
  new Database(path, {
    timeout: BUSY_TIMEOUT,
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  });

/** "20261128T130205Z": sorts by time and is a file name everywhere. */
const stamp = (date: Date): string => date.toISOString().replace(/\.\d+|[-:]/g, '');

/** Moves a file with its log out of the way and says what it is called now. */
function moveAside(folder: string, name: string): string {
  const base = `${name}.broken-${stamp(new Date())}`;
  let aside = base;
  for (let count = 2; existsSync(join(folder, aside)); count += 1) aside = `${base}-${count}`;
  for (const part of ['', '-wal']) {
    if (existsSync(join(folder, name + part))) {
      renameSync(join(folder, name + part), join(folder, aside + part));
    }
  }
  rmSync(join(folder, `${name}-shm`), { force: true });
  return aside;
}

/** Looks whether a file can be used and brings it up to date. */
function prepare(folder: string, role: FileRole, nativeBinding?: string): 'ready' | 'newer' {
  const { name, migrations } = KINDS[role];
  const path = join(folder, name);
  // SQLite takes a file without content for a new one; only a crash can have left it so.
  if (role === 'state' && existsSync(path) && statSync(path).size === 0) {
    throw new Database.SqliteError('the file is empty', 'SQLITE_CORRUPT');
  }
  const db = connect(path, nativeBinding);
  try {
    if (isNewer(db, migrations)) return 'newer';
    db.pragma('journal_mode = WAL');
    migrate(db, migrations);
    // The whole of the small file that cannot be had again; of the others a glance.
    if (role === 'state') {
      const verdict = db.pragma('quick_check(1)', { simple: true });
      if (verdict !== 'ok') throw new Database.SqliteError(String(verdict), 'SQLITE_CORRUPT');
    } else {
      db.prepare(`SELECT count(*) FROM ${role === 'journal' ? 'plan' : 'instance'}`).get();
    }
    return 'ready';
  } finally {
    db.close();
  }
}

function settle(folder: string, role: FileRole, damaged: boolean, binding?: string): Notice | null {
  const kind = KINDS[role];
  const replace = (message: (aside: string) => string): Notice => {
    const aside = moveAside(folder, kind.name);
    prepare(folder, role, binding);
    return { id: `${kind.notice}:${aside}`, kind: kind.notice, message: message(aside) };
  };
  if (damaged) return replace(kind.damaged);
  try {
    return prepare(folder, role, binding) === 'newer' ? replace(kind.newer) : null;
  } catch (error) {
    if (isDamage(error)) return replace(kind.damaged);
    throw error;
  }
}

/**
 * Opens the files, making what is missing. A file that is damaged or from a newer Purser is moved
 * aside, never emptied, and a notice says so.
 * @param damaged files already known to be damaged
 * @throws errors of SQLite or the file system
 */
export function openFiles(options: InventoryOptions, damaged: readonly FileRole[] = []): Files {
  const { folder, nativeBinding } = options;
  mkdirSync(folder, { recursive: true });
  const hadJournal = existsSync(join(folder, KINDS.journal.name));
  const notices = (['state', 'journal', 'cache'] as const)
    .map((role) => settle(folder, role, damaged.includes(role), nativeBinding))
    .filter((notice) => notice !== null);
  const db = connect(join(folder, KINDS.cache.name), nativeBinding);
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -32000');
  db.pragma('wal_autocheckpoint = 10000');
  db.prepare('ATTACH ? AS state').run(join(folder, KINDS.state.name));
  // Tags and instances cannot be read from anywhere again: they wait for the disk.
  db.pragma('state.synchronous = FULL');
  const journal = connect(join(folder, KINDS.journal.name), nativeBinding);
  // What is about to be sent must be on the disk before it is.
  journal.pragma('synchronous = FULL');
  journal.pragma('foreign_keys = ON');
  const wasReplaced = notices.some(({ kind }) => kind === KINDS.journal.notice);
  agreeOnSecrets(db, journal, wasReplaced || !hadJournal);
  return { db, journal, notices };
}

/** Which of the open files are damaged; reads them whole. */
export function findDamage({ db, journal }: Pick<Files, 'db' | 'journal'>): FileRole[] {
  const isDamaged = (file: Database.Database, schema: string): boolean => {
    try {
      return file.pragma(`${schema}.quick_check(1)`, { simple: true }) !== 'ok';
    } catch {
      return true;
    }
  };
  const damaged: FileRole[] = [];
  if (isDamaged(db, 'main')) damaged.push('cache');
  if (isDamaged(db, 'state')) damaged.push('state');
  if (isDamaged(journal, 'main')) damaged.push('journal');
  return damaged;
}

/** Closes what `openFiles` opened. */
export function closeFiles({ db, journal }: Pick<Files, 'db' | 'journal'>): void {
  journal.close();
  db.close();
}
