import { chmod, mkdir } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * The one folder that holds everything of a user: `PURSER_HOME`, else `Purser` where the
 * operating system keeps such data.
 */
export const dataFolder = (home: string | undefined, appData: string): string => {
  if (home === undefined || home === '') return join(appData, 'Purser');
  return isAbsolute(home) ? home : resolve(home);
};

/** Makes the folder if needed and keeps other users out. Throws what the file system throws. */
export const prepareFolderSync = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
};

/** Takes the rights of others away from a folder that was there before. */
export const keepPrivate = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Windows has no such modes; its user folders are private by inheritance.
  if (process.platform !== 'win32') await chmod(folder, 0o700);
};
