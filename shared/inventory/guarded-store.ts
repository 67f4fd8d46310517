import { AppError } from '../contract/app-error.ts';
import type { Notice } from '../contract/settings.ts';
import { closeFiles, findDamage, openFiles, type Files } from './database/files.ts';
import type { InventoryOptions } from './inventory.ts';
import { asInventoryError, isDamage } from './database/sqlite-errors.ts';
import { createStore, type Store } from './store.ts';

export interface GuardedStore {
  /** Runs one call. @throws AppError */
  call<T>(run: (store: Store) => T): T;
  /** What had to be done to open the files. */
  readonly notices: readonly Notice[];
  close(): void;
}

const damaged = (): AppError =>
  new AppError(
    'cache-failed',
    'A data file was damaged. It was put aside and begun anew; sync your instances again.',
    { retryable: true },
  );

/**
 * The store with its files: damage that only shows in the middle of the work puts the file aside
 * and begins a new one, and every error that leaves is an AppError.
 * @param onNotice told of files put aside later than at opening
 * @throws AppError
 */
export function openStore(
  options: InventoryOptions,
  onNotice: (notice: Notice) => void,
): GuardedStore {
  const open = (broken: Parameters<typeof openFiles>[1] = []): Files => {
    try {
      return openFiles(options, broken);
    } catch (error) {
      throw asInventoryError(error);
    }
  };
  let files = open();
  let store = createStore(files);
  const { notices } = files;

  const beginAnew = (): void => {
    const broken = findDamage(files);
    closeFiles(files);
    files = open(broken);
    store = createStore(files);
    files.notices.forEach(onNotice);
  };

  return {
    call(run) {
      try {
        return run(store);
      } catch (error) {
        if (!isDamage(error)) throw asInventoryError(error);
        beginAnew();
        throw damaged();
      }
    },
    notices,
    close(): void {
      files.db.pragma('optimize');
      closeFiles(files);
    },
  };
}
