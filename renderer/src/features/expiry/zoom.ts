import type { ExpirySpread } from '../../../../shared/contract/expiry.ts';
import { dateOf, dayAt, mondayOf } from '../../../../shared/robots/expiry/index.ts';
import { inSteps, type DaySpan } from './day-spans.ts';
import { EXPIRY_PICTURES, type ExpiryPicture } from './expiry-place.ts';

/** How much a picture shows: months of some years, weeks of a year, days of a quarter. */
const MONTHS = 60;
const WEEKS = 53;
const DAYS = 91;

/** More than any picture's first day lies before a day that it is asked to show. */
const LONGEST_STEP = 31;

function monthsAfter(day: number, count: number): number {
  const { year, month } = dateOf(day);
  return dayAt(year, month + count, 1);
}

/** The first day of a picture that begins with a day, or with the week or month that it is in. */
export const firstOf = (picture: ExpiryPicture, day: number): number =>
  picture === 'year' || picture === 'quarter' ? mondayOf(day) : monthsAfter(day, 0);

/** The first day of the picture that lies so many pictures after another. */
export function pictureAfter(picture: ExpiryPicture, first: number, count: number): number {
  switch (picture) {
    case 'years':
      return monthsAfter(first, count * MONTHS);
    case 'year':
      return first + count * WEEKS * 7;
    case 'quarter':
      return first + count * DAYS;
    case 'month':
      return monthsAfter(first, count);
  }
}

/** All days that a picture is about. */
export const wholeOf = (picture: ExpiryPicture, first: number): DaySpan => ({
  from: first,
  to: pictureAfter(picture, first, 1),
});

/** What a picture has a mark for each of; a month shows its weeks whole, from Monday to Sunday. */
export function spansOf(picture: ExpiryPicture, first: number): DaySpan[] {
  switch (picture) {
    case 'years':
      return Array.from({ length: MONTHS }, (_, place) => ({
        from: monthsAfter(first, place),
        to: monthsAfter(first, place + 1),
      }));
    case 'year':
      return inSteps(first, 7, WEEKS);
    case 'quarter':
      return inSteps(first, 1, DAYS);
    case 'month': {
      const monday = mondayOf(first);
      return inSteps(monday, 1, mondayOf(monthsAfter(first, 1) - 1) + 7 - monday);
    }
  }
}

/** The next closer picture, or the next wider one for -1; null where there is none. */
export const pictureBeside = (picture: ExpiryPicture, closer: 1 | -1): ExpiryPicture | null =>
  EXPIRY_PICTURES[EXPIRY_PICTURES.indexOf(picture) + closer] ?? null;

/** A picture with the numbers that belong to it. */
export interface ShownPicture {
  readonly picture: ExpiryPicture;
  readonly first: number;
  readonly spans: readonly DaySpan[];
  /** Counted by instance, with the edges of the spans. */
  readonly spread: ExpirySpread;
}

/** A day, and how far from the left of the picture it stays: 0 to 1. */
export interface Pivot {
  readonly day: number;
  readonly part: number;
}

/**
 * The first day of another picture that has a day about where this one has it.
 * @param before first day of the picture that is left
 * @param today no more of the past is shown than there was, so that today does not move away
 */
export function firstAfterZoom(
  to: ExpiryPicture,
  { day, part }: Pivot,
  before: number,
  today: number,
): number {
  const whole = wholeOf(to, firstOf(to, day));
  const left = to === 'month' ? 0 : Math.floor(part * (whole.to - whole.from - LONGEST_STEP));
  const least = Math.min(firstOf(to, before), firstOf(to, today));
  return Math.max(firstOf(to, day - left), least);
}
