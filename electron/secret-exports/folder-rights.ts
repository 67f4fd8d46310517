import { AppError } from '../../shared/contract/errors.ts';

/** What a folder lets others do. */
export interface FolderRights {
  /** As `stat` says it. */
  readonly mode: number;
  /** It belongs to this user or to the system. */
  readonly isOurs: boolean;
  /** A file that only its owner may read stays so there. */
  readonly keepsRights: boolean;
}

/** Rights that let anybody write, and the one that keeps them from renaming what is not theirs. */
const OTHERS_WRITE = 0o002;
const STICKY = 0o1000;
const GROUP_WRITES = 0o020;

/**
 * What to know about a folder before a secret is written there. Throws AppError `not-allowed` where
 * anybody could exchange the file. A file system without rights says of every folder that anybody
 * may write, which is no reason to refuse it: there it is said instead.
 */
export function folderRemarks(
  folder: string,
  { mode, isOurs, keepsRights }: FolderRights,
): string[] {
  const foreign = isOurs ? [] : ['This folder belongs to another user.'];
  if (!keepsRights) {
    return [
      'This file system keeps no rights: everybody who can read it can read the file. Encrypt it, or choose another place.',
      ...foreign,
    ];
  }
  const othersWrite = (mode & OTHERS_WRITE) !== 0;
  if (othersWrite && (mode & STICKY) === 0) {
    const message = `Everybody on this computer may write in ${folder} and could exchange the file. Choose another folder.`;
    throw new AppError('not-allowed', message, { details: { folder } });
  }
  return [
    ...(othersWrite ? ['Others may write in this folder and see its names.'] : []),
    ...((mode & GROUP_WRITES) === 0 ? [] : ['A group may write in this folder.']),
    ...foreign,
  ];
}
