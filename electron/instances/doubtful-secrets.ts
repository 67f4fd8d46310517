import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../keychain/secret-store.ts';
import type { Log } from '../log/log.ts';
import { writeAtomically } from '../files/atomic-file.ts';

/** Names of keychain accounts, never a secret. */
export const DOUBTFUL_FILE = 'unsettled-accounts.json';

const file = z.array(z.string().max(200)).max(10_000);

/**
 * Accounts whose secret may be in the keychain without belonging to anything, because Purser
 * was in the middle of adding or removing an instance. They are written down before anything is
 * touched, so that nothing is left behind by a crash and the keychain never has to be listed.
 */
export interface DoubtfulSecrets {
  /** Writes them down. Throws AppError `disk-full` or `file-failed`. */
  note(accounts: Iterable<string>): Promise<void>;
  /**
   * Deletes those that are not in use and strikes the rest off the list. What cannot be
   * deleted now, because the keychain is not there, stays noted for the next time.
   */
  settle(inUse: ReadonlySet<string>): Promise<void>;
}

/** Opens the list of a data folder; without a file it is empty and the keychain is left alone. */
export const openDoubtfulSecrets = async (
  folder: string,
  secrets: SecretStore,
  log: Log,
): Promise<DoubtfulSecrets> => {
  const path = join(folder, DOUBTFUL_FILE);
  const accounts = new Set<string>();
  try {
    for (const account of file.parse(JSON.parse(await readFile(path, 'utf8')))) {
      accounts.add(account);
    }
  } catch {
    // Missing is the normal case. A broken one can only cost a forgotten entry in the keychain.
  }

  const write = async (): Promise<void> => {
    if (accounts.size === 0) await rm(path, { force: true });
    else await writeAtomically(path, `${JSON.stringify([...accounts])}\n`);
  };

  const isGone = async (account: string): Promise<boolean> => {
    try {
      await secrets.delete(account);
      return true;
    } catch (error) {
      log.warn(`The keychain kept ${account} for now`, error);
      return false;
    }
  };

  return {
    note: async (added) => {
      const before = accounts.size;
      for (const account of added) accounts.add(account);
      if (accounts.size > before) await write();
    },
    settle: async (inUse) => {
      if (accounts.size === 0) return;
      for (const account of [...accounts]) {
        if (inUse.has(account) || (await isGone(account))) accounts.delete(account);
      }
      await write().catch((error: unknown) => log.warn('The list of accounts stays', error));
    },
  };
};
