/**
 * Whether a session pays: Harbor checks a user's password with every request that carries it,
 * 0.4 s of work from 2.15.2 (600 000 rounds of PBKDF2) and about 10 ms before; LDAP asks the
 * directory. A session checks it once, and costs four requests and, from 2.13, an entry in the
 * audit log.
 */

/** Seconds that a session must save, so that a handful of requests leaves no audit entry. */
const WORTH_SECONDS = 1.5;
/** Milliseconds of one request under which checking the password cannot be what costs. */
const CHEAP = 50;

/** Requests ahead, and how many of them are in flight at once. */
export interface Ahead {
  readonly requests: number;
  readonly parallel: number;
}

/** `withLogin`: milliseconds of the fastest request with a password. True if measuring is worth a request. */
export const mayPay = (withLogin: number, { requests, parallel }: Ahead): boolean =>
  withLogin >= CHEAP && (withLogin * requests) / parallel > WORTH_SECONDS * 1_000;

/** `without`: milliseconds of a request without a login. True if signing in saves enough. */
export function pays(withLogin: number, without: number, ahead: Ahead): boolean {
  const check = Math.max(0, withLogin - without);
  const saved = (check * ahead.requests) / ahead.parallel;
  const spent = check + 4 * without;
  return check >= CHEAP / 2 && saved - spent > WORTH_SECONDS * 1_000;
}
