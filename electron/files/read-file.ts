import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';

/**
 * The text of a file that a user chose, without a mark of bytes. Throws AppError `file-failed`,
 * and `file-invalid` for one that is too large or no text.
 * @param largest bytes
 */
export async function readTextFile(path: string, largest: number): Promise<string> {
  const name = basename(path);
  try {
    const { size } = await stat(path);
    if (size > largest) {
      const most = `${String(Math.floor(largest / 1_000_000))} MB`;
      throw new AppError('file-invalid', `${name} is too large: at most ${most} are read.`);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof TypeError) {
      throw new AppError('file-invalid', `${name} is no text in UTF-8.`, { cause });
    }
    const message = `Purser could not read ${name}.`;
    throw new AppError('file-failed', message, { retryable: true, cause });
  }
}
