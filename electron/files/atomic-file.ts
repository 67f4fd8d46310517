import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';

/** What the system calls the reasons that people meet, in words. */
const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'what should be its folder is a file',
  EISDIR: 'a folder has this name',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'it can only be read there',
  ENAMETOOLONG: 'the name is too long',
};

const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** An error of the file system as one a user can act on: `disk-full` or `file-failed`. */
export const fileError = (file: string, cause: unknown): AppError => {
  const code =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return NO_ROOM.has(code)
    ? new AppError(
        'disk-full',
        `There is no room left to write ${file}. Free some and try again.`,
        {
          retryable: true,
          details: { file, cause: code },
          cause,
        },
      )
    : new AppError(
        'file-failed',
        `Purser could not write ${file}: ${WHY[code] ?? (code || 'unknown cause')}.`,
        {
          retryable: true,
          details: { file, cause: code },
          cause,
        },
      );
};

/** So that a power cut after the rename finds the new name, where the system can do that. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

/**
 * Writes a file so that a crash or a full disk leaves either the old one or the new one, whole,
 * readable by its owner alone. Throws AppError `disk-full` or `file-failed`; the old file stays.
 */
export const writeAtomically = (file: string, text: string): Promise<void> =>
  // In a folder of our own: what a crash left there under this name is written over.
  write(file, text, `${file}.${process.pid}.new`, 'w');

/**
 * The same for a file that the user wants anywhere, also where others may write: what stands
 * under its name, a link as well, is replaced and never followed. A text that comes in pieces may
 * end with an AppError of its own, which is thrown as it is.
 * @param temporary A name in the same folder, under which it is written first.
 */
export const writePrivately = (
  file: string,
  text: string | AsyncIterable<string>,
  temporary = `${file}.${randomUUID()}.new`,
): Promise<void> => write(file, text, temporary, 'wx');

const write = async (
  file: string,
  text: string | AsyncIterable<string>,
  temporary: string,
  flag: 'w' | 'wx',
): Promise<void> => {
  try {
    const handle = await open(temporary, flag, 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(dirname(file));
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw cause instanceof AppError ? cause : fileError(file, cause);
  }
};
