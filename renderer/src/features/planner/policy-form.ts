import type { ExpiryPolicy } from '../../../../shared/contract/planner.ts';
import { isoDay, parseDay } from '../../../../shared/robots/expiry/index.ts';
import { LONGEST_LIFETIME } from '../../../../shared/robots/expiry/planner/index.ts';
import { parseQuery } from '../../../../shared/robots/query/index.ts';
import { grouped } from '../../ui/number-words.ts';

/** A policy as it is typed, finished or not. */
export interface PolicyEntry {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly keep: string;
  readonly lifetimeDays: string;
  readonly renewWithin: string;
  readonly weekdays: readonly number[];
  /** A date or "date to date" a line. */
  readonly dates: string;
  readonly perDay: string;
  readonly perProject: string;
  readonly spread: boolean;
}

/** Days of the week as they stand in a row, Monday first. */
export const WEEKDAYS = [
  { value: 1, label: 'Mon' },
  { value: 2, label: 'Tue' },
  { value: 3, label: 'Wed' },
  { value: 4, label: 'Thu' },
  { value: 5, label: 'Fri' },
  { value: 6, label: 'Sat' },
  { value: 0, label: 'Sun' },
] as const;

/** What a new policy begins with: a quarter, nothing before a weekend or on it. */
export const newEntry = (id: string): PolicyEntry => ({
  id,
  name: '',
  query: '',
  keep: '',
  lifetimeDays: '90',
  renewWithin: '30',
  weekdays: [5, 6, 0],
  dates: '',
  perDay: '10',
  perProject: '',
  spread: true,
});

/** A kept policy, to be changed. */
export function entryOf(policy: ExpiryPolicy): PolicyEntry {
  const { id, name, query, keep, lifetimeDays, renewWithin, weekdays, spread } = policy;
  const limit = (most: number | null): string => (most === null ? '' : String(most));
  return {
    id,
    name,
    query,
    keep,
    lifetimeDays: String(lifetimeDays),
    renewWithin: String(renewWithin),
    weekdays: [...weekdays],
    dates: policy.dates
      .map(({ from, to }) => (from === to ? isoDay(from) : `${isoDay(from)} to ${isoDay(to)}`))
      .join('\n'),
    perDay: limit(policy.perDay),
    perProject: limit(policy.perProject),
    spread,
  };
}

/** Reads dates, one or "one to another" a line; the first line that is none, in `wrong`. */
export function readDates(text: string): { dates: ExpiryPolicy['dates']; wrong: string } {
  const dates: ExpiryPolicy['dates'] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const parts = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:to|–|\.\.)\s*(\d{4}-\d{2}-\d{2}))?$/.exec(line);
    const from = parseDay(parts?.[1] ?? '');
    const to = parts?.[2] === undefined ? from : parseDay(parts[2]);
    if (from === null || to === null || to < from) return { dates, wrong: line };
    dates.push({ from, to });
  }
  return { dates, wrong: '' };
}

const whole = (text: string, most: number): number | null => {
  const value = Number(text);
  return /^\d+$/.test(text.trim()) && value >= 1 && value <= most ? value : null;
};

/** What is wrong with an entry, by field; nothing where it can be simulated. */
export type PolicyProblems = Partial<Record<keyof PolicyEntry, string>>;

const MOST_PER_DAY = 100_000;

export function policyProblems(entry: PolicyEntry): PolicyProblems {
  const problems: PolicyProblems = {};
  const lifetime = whole(entry.lifetimeDays, LONGEST_LIFETIME);
  const within = whole(entry.renewWithin, LONGEST_LIFETIME);
  if (lifetime === null || lifetime < 2) {
    problems.lifetimeDays = `A whole number of days, from 2 to ${grouped(LONGEST_LIFETIME)}.`;
  }
  if (within === null) problems.renewWithin = 'A whole number of days, from 1.';
  else if (lifetime !== null && within >= lifetime) {
    problems.renewWithin = 'Has to be less than the lifetime, or there is no day left.';
  }
  for (const field of ['perDay', 'perProject'] as const) {
    if (entry[field].trim() !== '' && whole(entry[field], MOST_PER_DAY) === null) {
      problems[field] = 'A whole number, or nothing for any number.';
    }
  }
  if (entry.weekdays.length === 7) problems.weekdays = 'This leaves no day at all.';
  const { dates, wrong } = readDates(entry.dates);
  if (wrong !== '') problems.dates = `“${wrong}” is no date like 2026-12-24, nor two with “to”.`;
  else if (dates.length > 200) problems.dates = 'At most 200 lines.';
  for (const field of ['query', 'keep'] as const) {
    const [error] = parseQuery(entry[field]).errors;
    if (error !== undefined) problems[field] = error.message;
  }
  return problems;
}

/**
 * What an entry means; null while something is wrong with it.
 * @param scope the instances that it is about; all where there is none
 */
export function policyOf(entry: PolicyEntry, scope: readonly string[]): ExpiryPolicy | null {
  if (Object.keys(policyProblems(entry)).length > 0) return null;
  const limit = (text: string): number | null => (text.trim() === '' ? null : Number(text));
  return {
    id: entry.id,
    name: entry.name.trim() === '' ? 'Policy' : entry.name.trim(),
    query: entry.query.trim(),
    scope: [...scope],
    keep: entry.keep.trim(),
    lifetimeDays: Number(entry.lifetimeDays),
    renewWithin: Number(entry.renewWithin),
    weekdays: [...entry.weekdays],
    dates: readDates(entry.dates).dates,
    perDay: limit(entry.perDay),
    perProject: limit(entry.perProject),
    spread: entry.spread,
  };
}
