import { randomUUID } from 'node:crypto';
import { lstat, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../files/atomic-file.ts';
import type { Log } from '../log/log.ts';

/** Names of files in folders that users chose, never what is in them. */
export const UNFINISHED_FILE = 'unfinished-exports.json';

/** What the names of our own temporary files end with, so that nothing else is ever deleted. */
const OURS = /\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.new$/;

const file = z.array(z.string().max(10_000)).max(10_000);

/** The temporary names under which some files are written before they get their own. */
export interface Temporaries {
  /** For one of the files that this was begun with. */
  of(path: string): string;
  /** All are written, or given up and deleted. */
  end(): Promise<void>;
}

/**
 * Files with secrets that are being written in folders of others. Their temporary names are written
 * down before anything is, so that the next start deletes what a crash left under them.
 */
export interface UnfinishedFiles {
  /** Throws AppError `disk-full` or `file-failed`; nothing may be written then. */
  begin(paths: readonly string[]): Promise<Temporaries>;
  /** Deletes what an earlier Purser left; what cannot be reached now stays noted. Never throws. */
  clean(): Promise<void>;
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Deletes a temporary file of ours, and nothing else; false where that has to wait. */
async function isGone(path: string): Promise<boolean> {
  if (!OURS.test(path)) return true;
  try {
    const found = await lstat(path);
    if (found.isFile()) await rm(path, { force: true });
    return true;
  } catch {
    // Without its folder it may be on a stick that is not plugged in.
    return isThere(dirname(path));
  }
}

/** Opens the list of a data folder; without a file it is empty. */
export const openUnfinishedFiles = async (folder: string, log: Log): Promise<UnfinishedFiles> => {
  const path = join(folder, UNFINISHED_FILE);
  const left = new Set<string>();
  const open = new Set<string>();
  try {
    for (const one of file.parse(JSON.parse(await readFile(path, 'utf8')))) left.add(one);
  } catch {
    // Missing is the normal case. A broken one is of no use.
  }

  let last: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    const mine = last.then(async () => {
      const all = [...left, ...open];
      if (all.length === 0) await rm(path, { force: true });
      else await writeAtomically(path, `${JSON.stringify(all)}\n`);
    });
    last = mine.catch(() => undefined);
    return mine;
  };

  return {
    begin: async (paths) => {
      const names = new Map(paths.map((one) => [one, `${one}.${randomUUID()}.new`]));
      const forget = (): void => {
        for (const name of names.values()) open.delete(name);
      };
      for (const name of names.values()) open.add(name);
      try {
        await write();
      } catch (error) {
        forget();
        throw error;
      }
      return {
        of: (one) => {
          const name = names.get(one);
          if (name === undefined) throw new Error('this file was not begun');
          return name;
        },
        end: async () => {
          forget();
          await write().catch((error: unknown) => log.warn('The list of exports stays', error));
        },
      };
    },
    clean: async () => {
      if (left.size === 0) return;
      for (const one of [...left]) if (await isGone(one)) left.delete(one);
      await write().catch((error: unknown) => log.warn('The list of exports stays', error));
    },
  };
};
