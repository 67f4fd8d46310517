import Database from 'better-sqlite3';
import { AppError } from '../../contract/app-error.ts';

/** Whether SQLite says that a file's content is not what it wrote. */
export function isDamage(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')
  );
}

const isFull = (code: string): boolean =>
  code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Any failure inside the inventory as an error for people. AppErrors pass unchanged. */
export function asInventoryError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (isFull(code)) {
    return new AppError(
      'disk-full',
      'The disk is full, so nothing more can be kept. Nothing that was kept is lost. Free some space and try again.',
      { retryable: true, details: { code }, cause: error },
    );
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new AppError(
      'cache-failed',
      "Purser's data files are in use by another program. Close it and try again.",
      { retryable: true, details: { code }, cause: error },
    );
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'EACCES' || code === 'EROFS') {
    return new AppError(
      'cache-failed',
      "Purser's data folder cannot be written. Check who owns it and whether it is read-only.",
      { retryable: false, details: { code }, cause: error },
    );
  }
  return new AppError('cache-failed', 'The inventory could not be read or written.', {
    retryable: code.startsWith('SQLITE_'),
    details: {
      code: code || (error instanceof Error ? error.name : 'unknown'),
      reason: error instanceof Error ? error.message : '',
    },
    cause: error,
  });
}
