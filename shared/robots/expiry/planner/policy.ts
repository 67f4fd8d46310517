import { weekdayOf } from '../calendar.ts';

/** Days of the calendar, both ends included; see calendar.ts for what a day is. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

/** When robots shall expire. */
export interface DatePolicy {
  /** They expire within so many days from today. */
  readonly lifetimeDays: number;
  /** What expires sooner than in so many days is due; no new date is sooner than that. */
  readonly renewWithin: number;
  /** Days of the week on which nothing expires: 0 for Sunday to 6 for Saturday. */
  readonly weekdays: readonly number[];
  /** Days on which nothing expires. */
  readonly dates: readonly DayRange[];
  /** At most so many on one day; null for any number. */
  readonly perDay: number | null;
  /** At most so many of one project on one day; null for any number. */
  readonly perProject: number | null;
  /** As evenly as possible over the days; otherwise as late as possible. */
  readonly spread: boolean;
}

/** A robot that gets a date. */
export interface DatedRobot {
  readonly key: number;
  /** Epoch seconds on our clock; 0 if unknown. */
  readonly createdAt: number;
  /** Epoch seconds on our clock, or NEVER_EXPIRES. */
  readonly expiresAt: number;
  /** A number for each project; null for robots of none. */
  readonly project: number | null;
  /** Stays as it is, whatever the policy says. Its day counts. */
  readonly isKept: boolean;
}

/** Why a robot gets another date, the plainest first. */
export const DRIFTS = [
  'never',
  'expired',
  'due',
  'too-long',
  'weekday',
  'date',
  'day-full',
  'project-full',
] as const;

export type Drift = (typeof DRIFTS)[number];

/** What of a policy forbids a day; null where nothing does. */
export function forbiddenBy(day: number, policy: DatePolicy): 'weekday' | 'date' | null {
  if (policy.weekdays.includes(weekdayOf(day))) return 'weekday';
  return policy.dates.some(({ from, to }) => from <= day && day <= to) ? 'date' : null;
}

/** The days from which a policy chooses, in order: those in reach that it does not forbid. */
export function daysOf(policy: DatePolicy, today: number): number[] {
  const days: number[] = [];
  for (let day = today + policy.renewWithin; day <= today + policy.lifetimeDays; day += 1) {
    if (forbiddenBy(day, policy) === null) days.push(day);
  }
  return days;
}
