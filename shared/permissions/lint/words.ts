import { SECONDS_PER_DAY } from '../../robots/expiry/index.ts';

const MOST_NAMED = 5;

/** "a, b and 3 more". */
export function listed(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return names.join(', ');
  const first = names.slice(0, MOST_NAMED - 1).join(', ');
  return `${first} and ${names.length - MOST_NAMED + 1} more`;
}

/** Whole days between two moments, at least 0. */
export const daysBetween = (from: number, to: number): number =>
  Math.max(0, Math.floor((to - from) / SECONDS_PER_DAY));

/** The moment so many days after another. */
export const daysAfter = (moment: number, count: number): number =>
  moment + count * SECONDS_PER_DAY;
