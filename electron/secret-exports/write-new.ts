import { randomUUID } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { AppError } from '../../shared/contract/errors.ts';
import { fileError, writePrivately } from '../files/atomic-file.ts';
import { standingAt } from './look-at-place.ts';

const codeOf = (cause: unknown): unknown =>
  cause instanceof Error && 'code' in cause ? cause.code : '';

const taken = (path: string): AppError =>
  new AppError('conflict', `Something is at ${path} by now. Choose another name.`, {
    details: { file: path },
  });

async function writeWhole(path: string, text: string | Uint8Array, mode: number): Promise<void> {
  const handle = await open(path, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file that is not there yet, whole or not at all, with these rights. A name that was
 * taken meanwhile, by a link as well, stays as it is.
 *
 * @throws AppError `conflict` if something has this name, `disk-full`, `file-failed`
 */
export async function writeNew(
  path: string,
  text: string | Uint8Array,
  mode: number,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}.new`;
  try {
    await writeWhole(temporary, text, mode);
    // A second name is refused where the first is taken; a rename would replace it.
    await link(temporary, path);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw taken(path);
    // FAT and some network file systems have no second names.
    if (['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EINVAL'].includes(String(codeOf(cause)))) {
      await writeWithoutLinks(path, text, mode);
      return;
    }
    throw fileError(path, cause);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function writeWithoutLinks(
  path: string,
  text: string | Uint8Array,
  mode: number,
): Promise<void> {
  let isOurs = false;
  try {
    const handle = await open(path, 'wx', mode);
    isOurs = true;
    await handle.writeFile(text).finally(() => handle.close());
  } catch (cause) {
    if (isOurs) await rm(path, { force: true }).catch(() => undefined);
    throw codeOf(cause) === 'EEXIST' ? taken(path) : fileError(path, cause);
  }
}

/**
 * Replaces a file by what was made of it and shown. A crash leaves the old one or the new one,
 * whole. Throws AppError `conflict` where it is not as it was shown any more.
 *
 * @param before What it held when it was shown.
 */
export async function writeMerged(path: string, before: string, text: string): Promise<void> {
  const now = await standingAt(path);
  if (now.kind !== 'file' || now.text !== before) {
    const message = `${path} was changed since it was shown. Look at it again.`;
    throw new AppError('conflict', message, { details: { file: path } });
  }
  await writePrivately(path, text);
}
