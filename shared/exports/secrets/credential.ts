import type { PermissionEntry } from '../../robots/robot.ts';

/** A robot with its secret, as formats write it. */
export interface RobotCredential {
  /** Name of the instance in Purser. */
  readonly instance: string;
  /** Address of its web page and API, `https://harbor.example.com`. */
  readonly url: string;
  /** Host and port as image names have them; not the API's address. */
  readonly registry: string;
  /** What one signs in with: prefix, `project+` and all. */
  readonly name: string;
  readonly secret: string;
  /** '' for system robots. */
  readonly project: string;
  /** Harbor's number for it; null while it is not known. */
  readonly id: number | null;
  readonly description: string;
  /** Epoch seconds on the server's clock, NEVER_EXPIRES, or null where it is not known. */
  readonly expiresAt: number | null;
  /** Epoch seconds, 0 if unknown. */
  readonly createdAt: number;
  /** Days, null where it is not known. */
  readonly duration: number | null;
  readonly permissions: readonly PermissionEntry[];
  /** When the secret was made, epoch seconds; null where it was typed in. */
  readonly madeAt: number | null;
}

/** Where a text stops being one that UTF-8, and so every file and every header, can hold. */
const UNWRITABLE = /\0|\p{Surrogate}/u;

/**
 * Why nobody can sign in with this, whatever the format; null if it can be.
 * HTTP's Basic ends the user name at the first colon (RFC 7617).
 */
export function whyNoLogin({ name, secret }: RobotCredential): string | null {
  if (name.includes(':')) return `${name} has a colon in its name: no login can carry that.`;
  if (UNWRITABLE.test(name) || UNWRITABLE.test(secret)) {
    return `The name or the secret of ${name} has characters that no file can hold.`;
  }
  if (secret === '') return `The secret of ${name} is empty.`;
  return null;
}
