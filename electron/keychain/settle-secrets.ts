import type { Log } from '../log/log.ts';
import type { SecretBook } from './secret-book.ts';
import { deleteSecret, forgetEntries } from './secret-protocol.ts';
import { accountOf, pendingAccount, type SecretRow } from './secret-row.ts';
import type { SecretStore } from './secret-store.ts';

interface SettlePorts {
  readonly book: SecretBook;
  readonly store: SecretStore;
  readonly log: Log;
}

/**
 * Cleans up after an earlier Purser, without listing the keychain. A pending row without an
 * entry was never sent: an entry is there before anything is. What somebody said to forget goes.
 * Where the keychain cannot be asked everything stays as it is.
 */
export const settleSecrets = async ({ book, store, log }: SettlePorts): Promise<void> => {
  const isOpen = ({ state, where }: SecretRow): boolean =>
    state === 'pending' || state === 'prepared' || where === 'session';
  const doubtful = book.all().filter((row) => isOpen(row) || row.leftover || row.leaving);
  if (doubtful.length === 0 || (await store.status()).state !== 'ready') return;

  const settleOne = async ({ handle }: SecretRow): Promise<void> => {
    // A plan may have gone on with it meanwhile.
    const row = book.find(handle);
    if (row === null || book.beginning.has(handle)) return;
    if (row.leaving) {
      await forgetEntries(store, row);
      await book.change([], [row.handle]);
      return;
    }
    if (row.leftover) {
      await deleteSecret(store, pendingAccount(row.handle), row.where);
      await book.change([{ ...row, leftover: false }]);
    }
    if (!isOpen(row)) return;
    if ((await store.get(accountOf(row))) === null) {
      log.info(`The secret ${row.handle} was never made or ended with its session`);
      await book.change([], [row.handle]);
    } else if (row.where === 'session') {
      await book.change([{ ...row, where: 'keychain', leftover: false }]);
    }
  };

  for (const row of doubtful) {
    try {
      await settleOne(row);
    } catch (error) {
      log.warn(`The secret ${row.handle} stays as it is for now`, error);
      return;
    }
  }
};
