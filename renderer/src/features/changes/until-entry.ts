import type { Until } from '../../../../shared/contract/operations.ts';
import { MAX_DURATION, SECONDS_PER_DAY } from '../../../../shared/robots/expiry/index.ts';
import { grouped } from '../../ui/number-words.ts';
import { dateField, endOfDay } from './until-words.ts';

/** What is entered about until when robots shall live, finished or not. */
export interface UntilEntry {
  readonly kind: Until['kind'];
  /** As typed. */
  readonly days: string;
  /** As a date field has it. */
  readonly date: string;
}

/** An entry to begin with. `now` in epoch seconds, our clock. */
export const untilEntry = (now: number, days: number): UntilEntry => ({
  kind: 'days',
  days: String(days),
  date: dateField(now + days * SECONDS_PER_DAY),
});

/** What is wrong with an entry; '' if nothing is. `now` in epoch seconds, our clock. */
export function untilProblem(entry: UntilEntry, now: number): string {
  if (entry.kind === 'never') return '';
  if (entry.kind === 'days') {
    const count = Number(entry.days);
    const isFine = Number.isInteger(count) && count >= 1 && count <= MAX_DURATION;
    return isFine ? '' : `A whole number of days, from 1 to ${grouped(MAX_DURATION)}.`;
  }
  const moment = endOfDay(entry.date);
  if (moment === null) return 'A date, for example 2027-03-31.';
  return moment <= now ? 'This day is over. Choose a later one.' : '';
}

/**
 * What an entry means; null while something is wrong with it.
 * @param now epoch seconds, our clock
 * @param offset server's clock minus ours, seconds
 */
export function untilOf(entry: UntilEntry, now: number, offset: number): Until | null {
  if (untilProblem(entry, now) !== '') return null;
  if (entry.kind === 'never') return { kind: 'never' };
  if (entry.kind === 'days') return { kind: 'days', days: Number(entry.days) };
  return { kind: 'date', at: (endOfDay(entry.date) ?? 0) + offset };
}
