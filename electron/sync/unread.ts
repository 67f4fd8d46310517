import { AppError, type ErrorShape } from '../../shared/contract/errors.ts';
import type { Unreadable } from '../../shared/contract/instances.ts';

/** Collects what could not be read while the rest goes on. */
export interface Unread {
  /** @param project its name, '' for the system robots */
  note(project: string, error: AppError): void;
  readonly list: readonly Unreadable[];
  /** The first failure that is neither a matter of rights nor of a listing that changes. */
  readonly failure: AppError | null;
}

export function createUnread(): Unread {
  const list: Unreadable[] = [];
  let failure: AppError | null = null;
  return {
    list,
    note(project, error) {
      list.push({ project, error: shapeOf(error) });
      if (error.code !== 'forbidden' && error.code !== 'conflict') failure ??= error;
    },
    get failure() {
      return failure;
    },
  };
}

/** The error of a listing that changed during every try. @param project '' for system robots */
export function restless(project: string): AppError {
  const what = project === '' ? 'The list of robots' : `The list of robots of ${project}`;
  return new AppError(
    'conflict',
    `${what} kept changing while it was read. All that was seen is shown; what has gone will be known after the next sync.`,
    { retryable: true },
  );
}

/** A matter of rights may concern hundreds of projects, and has nothing to look into. */
function shapeOf(error: AppError): ErrorShape {
  const shape = error.toShape();
  if (error.code !== 'forbidden') return shape;
  return { ...shape, details: {}, harbor: null, requestId: null };
}
