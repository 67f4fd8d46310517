import { link, lstat, open, rename, rm } from 'node:fs/promises';
import { AppError } from '../../shared/contract/errors.ts';
import { fileError } from './atomic-file.ts';

const codeOf = (cause: unknown): unknown =>
  cause instanceof Error && 'code' in cause ? cause.code : '';

/** What systems say that have no second names: FAT, and some of the network. */
const NO_LINKS: ReadonlySet<unknown> = new Set([
  'EPERM',
  'ENOTSUP',
  'ENOSYS',
  'EOPNOTSUPP',
  'EINVAL',
]);

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
 * Takes a name by an empty file and puts the whole one in its place, where a file cannot have two
 * names: a crash leaves an empty file, never a part of a secret.
 */
export async function moveToNew(temporary: string, path: string, mode: number): Promise<void> {
  const claim = await open(path, 'wx', mode);
  await claim.close();
  try {
    if ((await lstat(path)).size > 0) throw taken(path);
    await rename(temporary, path);
  } catch (cause) {
    if (!(cause instanceof AppError)) await rm(path, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/**
 * Writes a file that is not there yet, whole or not at all, with these rights. A name that was
 * taken meanwhile, by a link as well, stays as it is.
 *
 * @param temporary A name in the same folder, under which it is written first
 * @throws AppError `conflict` if something has this name, `disk-full`, `file-failed`
 */
export async function writeNew(
  path: string,
  temporary: string,
  text: string | Uint8Array,
  mode: number,
): Promise<void> {
  try {
    await writeWhole(temporary, text, mode);
    try {
      // A second name is refused where the first is taken; a rename would replace it.
      await link(temporary, path);
    } catch (cause) {
      if (!NO_LINKS.has(codeOf(cause))) throw cause;
      await moveToNew(temporary, path, mode);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw codeOf(cause) === 'EEXIST' ? taken(path) : fileError(path, cause);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}
