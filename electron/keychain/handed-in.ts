import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/contract/errors.ts';
import { secretProblem } from '../../shared/robots/changes/secret-policy.ts';

/** Seconds that a secret is held after it was last used. */
const HELD_FOR = 30 * 60;

/** Secrets that the user chose, in memory alone. */
export interface HandedIn {
  /** Throws AppError `invalid-input`, which says what is missing and never the secret. */
  add(secret: string): string;
  /** Null where there is none under this handle any more. */
  read(handle: string): string | null;
  end(): void;
}

/**
 * @param remember Told every secret, so that the log can hide it.
 */
export const createHandedIn = (remember: (secret: string) => void): HandedIn => {
  const held = new Map<string, { readonly secret: string; readonly timer: NodeJS.Timeout }>();

  const hold = (handle: string, secret: string): void => {
    clearTimeout(held.get(handle)?.timer);
    const timer = setTimeout(() => held.delete(handle), HELD_FOR * 1_000);
    timer.unref();
    held.set(handle, { secret, timer });
  };

  return {
    add: (secret) => {
      remember(secret);
      const problem = secretProblem(secret);
      if (problem !== null) throw new AppError('invalid-input', problem);
      const handle = randomUUID();
      hold(handle, secret);
      return handle;
    },
    read: (handle) => {
      const found = held.get(handle);
      if (found === undefined) return null;
      hold(handle, found.secret);
      return found.secret;
    },
    end: () => {
      for (const { timer } of held.values()) clearTimeout(timer);
      held.clear();
    },
  };
};
