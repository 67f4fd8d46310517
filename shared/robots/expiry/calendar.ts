import { hasDate, SECONDS_PER_DAY } from './days.ts';

/**
 * Days of this computer's calendar. A day is a number: how many days its date is after 1 January
 * 1970. Adding 1 gives the next date, however many hours the clocks put between them.
 */

/** 1 January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 4;

const MS = 1_000;

/**
 * The day on which a moment falls here.
 * @param at epoch seconds
 * @returns null where no calendar has the date
 */
export function dayOf(at: number): number | null {
  if (!hasDate(at)) return null;
  const date = new Date(at * MS);
  const midnight = new Date(0);
  midnight.setUTCFullYear(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round(midnight.getTime() / MS / SECONDS_PER_DAY);
}

/** Year, month (1 to 12) and day of the month of a day. */
export function dateOf(day: number): {
  readonly year: number;
  readonly month: number;
  readonly date: number;
} {
  const moment = new Date(day * SECONDS_PER_DAY * MS);
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    date: moment.getUTCDate(),
  };
}

/** The day of a date; dates beyond the end of a month run on into the next. Months are 1 to 12. */
export function dayAt(year: number, month: number, date: number): number {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  return Math.round(moment.getTime() / MS / SECONDS_PER_DAY);
}

/** A moment of a day here, on a clock that may skip or repeat it. @returns epoch seconds */
export function momentOn(day: number, hour = 0, minute = 0): number {
  const { year, month, date } = dateOf(day);
  const moment = new Date(2_000, 0, 1);
  // The constructor takes years below 100 for those of the twentieth century.
  moment.setFullYear(year, month - 1, date);
  moment.setHours(hour, minute, 0, 0);
  return Math.floor(moment.getTime() / MS);
}

/**
 * The first second of a day here: 01:00 where the clocks leave out midnight.
 * @returns epoch seconds
 */
export const startOf = (day: number): number => momentOn(day);

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: number): number => (((day + EPOCH_WEEKDAY) % 7) + 7) % 7;

/** The Monday on or before a day. */
export const mondayOf = (day: number): number => day - ((weekdayOf(day) + 6) % 7);

/** "2026-11-28". */
export function isoDay(day: number): string {
  const { year, month, date } = dateOf(day);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

/** Reads "2026-11-28"; null if there is no such day. */
export function parseDay(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return null;
  const day = dayAt(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return isoDay(day) === text ? day : null;
}
