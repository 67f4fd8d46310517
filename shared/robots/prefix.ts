import { MAX_DURATION } from './expiry/index.ts';

/** Longer than any that people use; names with it have to fit into logins and logs. */
const LONGEST = 64;

/**
 * Why this cannot be the prefix of robot names, as a sentence; '' where it can. Harbor takes
 * anything (up to 2.15; 2.16 refuses blank ones), and some of it locks robots out.
 */
export function prefixProblem(prefix: string): string {
  if (prefix.trim() === '') {
    return 'Without a prefix the names of robots look like those of users, and Harbor takes them for users.';
  }
  if (/\s/u.test(prefix)) return 'A prefix with spaces cannot be typed into a login.';
  if (prefix.includes('+')) {
    return 'With a plus the project in the name of a robot cannot be told any more.';
  }
  if (prefix.includes(':')) {
    return 'A login ends at its first colon, so no robot could log in.';
  }
  if (/\p{Cc}/u.test(prefix)) return 'A prefix with control characters cannot be typed.';
  if (prefix.length > LONGEST) return `A prefix of more than ${LONGEST} characters is too long.`;
  return '';
}

/**
 * Why this cannot be the default duration, as a sentence; '' where it can. Harbor takes more days
 * for the default than for a robot (lib/config: up to 9 999 999 999), which then fails.
 * @param days whole days
 */
export function defaultDurationProblem(days: number): string {
  if (Number.isInteger(days) && days >= 1 && days <= MAX_DURATION) return '';
  return `The default duration is a whole number of days, from 1 to ${MAX_DURATION}.`;
}
