import { AppError, type ErrorShape } from '../../shared/contract/errors.ts';
import type { Unreadable } from '../../shared/contract/instances.ts';
import type { Identity } from '../harbor/types.ts';

/** Collects what could not be read while the rest goes on. */
export interface Unread {
  /** @param project its name, '' for the system robots */
  note(project: string, error: AppError): void;
  readonly list: readonly Unreadable[];
  /** The first failure that is neither a matter of rights nor of a listing that changes. */
  readonly failure: AppError | null;
}

/** @param login what reads, for what would help it */
export function createUnread(login: Identity['kind']): Unread {
  const list: Unreadable[] = [];
  let failure: AppError | null = null;
  return {
    list,
    note(project, error) {
      list.push({ project, error: shapeOf(error, project, login) });
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

/**
 * Who may list robots (Harbor 2.2 to 2.16): of the system its administrators, of a project every
 * member but limited guests, and robots as far as their permissions say so.
 */
const WHAT_HELPS: Readonly<Record<Identity['kind'], { system: string; project: string }>> = {
  user: {
    system: 'Only a system administrator may. Use such a login to see them.',
    project: 'Ask its administrator for a role: guest is enough, limited guest is not.',
  },
  robot: {
    system: 'It needs the system permission to list robots. Use another robot or a user.',
    project: 'It needs the permission to list robots of the project. Use another robot or a user.',
  },
};

/** A matter of rights may concern hundreds of projects, and has nothing to look into. */
function shapeOf(error: AppError, project: string, login: Identity['kind']): ErrorShape {
  const shape = error.toShape();
  if (error.code === 'conflict') return shape;
  if (error.code !== 'forbidden') {
    return { ...shape, message: `The robots could not be read. ${shape.message}` };
  }
  const helps = WHAT_HELPS[login];
  const message =
    project === ''
      ? `This login may not list system robots. ${helps.system}`
      : `This login may not list robots of a project. ${helps.project}`;
  return { ...shape, message, details: {}, harbor: null, requestId: null };
}
