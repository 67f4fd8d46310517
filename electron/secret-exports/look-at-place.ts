import { isUtf8 } from 'node:buffer';
import { lstat, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { fileError } from '../files/atomic-file.ts';
import { folderRemarks } from './folder-rights.ts';
import type { UnfinishedFiles } from './unfinished-files.ts';

/** Larger files are nobody's list of logins. */
const LARGEST = 4 * 1024 * 1024;

/** What stands under a name. */
export type Standing =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'file';
      readonly text: string;
      /** Epoch seconds of its last change, with fractions. */
      readonly changedAt: number;
    }
  | { readonly kind: 'other'; readonly why: string };

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';

/** Looks at a name without following a link. Throws AppError `file-failed`. */
export async function standingAt(path: string): Promise<Standing> {
  try {
    const found = await lstat(path);
    if (found.isSymbolicLink()) {
      const why =
        'A link is there. Purser does not follow links: choose the file that it points to.';
      return { kind: 'other', why };
    }
    if (!found.isFile()) return { kind: 'other', why: 'Something that is not a file is there.' };
    if (found.nlink > 1) {
      return { kind: 'other', why: 'The file there has a second name elsewhere (a hard link).' };
    }
    if (found.size > LARGEST) return { kind: 'other', why: 'The file there is too large.' };
    const bytes = await readFile(path);
    // Read as UTF-8 it would lose what is none, and be written without it.
    if (isUtf8(bytes)) {
      return { kind: 'file', text: bytes.toString('utf8'), changedAt: found.mtimeMs / 1_000 };
    }
    const why =
      'A file that is no text in UTF-8 is there, and Purser does not write over it. Choose another name.';
    return { kind: 'other', why };
  } catch (cause) {
    if (isMissing(cause)) return { kind: 'nothing' };
    throw new AppError('file-failed', `Purser could not read ${path}.`, { retryable: true, cause });
  }
}

/** Where a file is noted before it is made, so that none stays after a kill. */
type Notes = Pick<UnfinishedFiles, 'begin'>;

/** Writes an empty file and looks what rights it got; the file goes again. */
async function rightsKept(folder: string, notes: Notes): Promise<boolean> {
  const name = join(folder, '.purser');
  const temporaries = await notes.begin([name]);
  const path = temporaries.of(name);
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      return ((await handle.stat()).mode & 0o077) === 0;
    } finally {
      await handle.close();
      await rm(path, { force: true });
    }
  } finally {
    await temporaries.end();
  }
}

/**
 * What to know about a folder before a secret is written there. Throws `not-allowed` where anybody
 * could exchange the file, `file-failed` and `disk-full` where nothing can be written.
 */
export async function lookAtFolder(folder: string, notes: Notes): Promise<string[]> {
  try {
    if (process.platform === 'win32') {
      await rightsKept(folder, notes);
      return ['On Windows, who may read the folder may read the file.'];
    }
    const { mode, uid } = await stat(folder);
    const isOurs = uid === 0 || uid === process.getuid?.();
    const keepsRights = await rightsKept(folder, notes);
    return folderRemarks(folder, { mode, isOurs, keepsRights });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (isMissing(cause)) {
      const message = `There is no folder ${folder}.`;
      throw new AppError('file-failed', message, { retryable: true, cause });
    }
    throw fileError(folder, cause);
  }
}

/** Why an export to a file could not be made again, a sentence; '' where it could. */
export async function whyClosed(path: string, notes: Notes): Promise<string> {
  try {
    await lookAtFolder(folderOf(path), notes);
    const standing = await standingAt(path);
    return standing.kind === 'other' ? standing.why : '';
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** The folder that a file is in. */
export const folderOf = (path: string): string => dirname(path);
