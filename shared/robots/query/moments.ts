import { SECONDS_PER_DAY } from '../expiry/index.ts';
import type { Operator } from './operator.ts';

/** A date or time as it was written: relative to now, a stretch of the calendar, or never. */
export type Moment =
  | { readonly kind: 'never' }
  | { readonly kind: 'relative'; readonly seconds: number }
  /** Epoch seconds, `to` exclusive. */
  | { readonly kind: 'period'; readonly from: number; readonly to: number };

/** Seconds that a comparison admits: `from` ≤ x < `to`, both possibly infinite. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  h: 3_600,
  d: SECONDS_PER_DAY,
  w: 7 * SECONDS_PER_DAY,
  m: 30 * SECONDS_PER_DAY,
  y: 365 * SECONDS_PER_DAY,
};

const RELATIVE = /^(-?)(\d{1,6})([hdwmy])$/i;
const CALENDAR = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?)?$/i;

const epoch = (date: Date): number => Math.floor(date.getTime() / 1_000);

/** A year, month, day or minute of the calendar in this computer's time zone. */
function calendar(parts: readonly (number | null)[]): Moment | null {
  const [year = 0, month, day, hour, minute] = parts;
  const local = (y: number, m: number, d: number, h = 0, min = 0): Date => {
    const date = new Date(2000, m, d, h, min);
    // The constructor takes years below 100 for those of the twentieth century.
    date.setFullYear(y, m, d);
    return date;
  };
  if (year === null) return null;
  if (month == null) {
    return { kind: 'period', from: epoch(local(year, 0, 1)), to: epoch(local(year + 1, 0, 1)) };
  }
  if (month < 1 || month > 12) return null;
  if (day == null) {
    return {
      kind: 'period',
      from: epoch(local(year, month - 1, 1)),
      to: epoch(local(year, month, 1)),
    };
  }
  const start = local(year, month - 1, day);
  if (start.getMonth() !== month - 1 || day < 1) return null;
  if (hour == null || minute == null) {
    return { kind: 'period', from: epoch(start), to: epoch(local(year, month - 1, day + 1)) };
  }
  if (hour > 23 || minute > 59) return null;
  const from = epoch(local(year, month - 1, day, hour, minute));
  return { kind: 'period', from, to: from + 60 };
}

/**
 * Reads `never`, `30d`, `-2w`, `2026`, `2026-12`, `2026-12-01` or `2026-12-01T14:05`; null if it
 * is none of these or no such day exists. Months of relative times have 30 days, years 365.
 */
export function parseMoment(value: string): Moment | null {
  if (value.toLowerCase() === 'never') return { kind: 'never' };
  const relative = RELATIVE.exec(value);
  if (relative !== null) {
    const unit = UNIT_SECONDS[(relative[3] ?? '').toLowerCase()] ?? 0;
    const seconds = Number(relative[2]) * unit;
    return { kind: 'relative', seconds: relative[1] === '-' && seconds > 0 ? -seconds : seconds };
  }
  const date = CALENDAR.exec(value);
  if (date === null) return null;
  return calendar(date.slice(1, 6).map((part) => (part === undefined ? null : Number(part))));
}

/** `x operator [from, to)` as a span; `to` is the first second after. */
function compare(operator: Operator, from: number, to: number): Span {
  switch (operator) {
    case '<':
      return { from: -Infinity, to: from };
    case '<=':
      return { from: -Infinity, to };
    case '>':
      return { from: to, to: Infinity };
    case '>=':
      return { from, to: Infinity };
    default:
      return { from, to };
  }
}

const MIRRORED: Readonly<Record<Operator, Operator>> = {
  is: 'is',
  contains: 'contains',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/**
 * The seconds that `operator value` admits.
 * @param past true for fields that look back, where a relative time is an age: `created:<1y` is
 *   younger than a year, `expires:<30d` before 30 days from now
 * @param now epoch seconds
 */
export function spanOf(
  operator: Operator,
  moment: Exclude<Moment, { kind: 'never' }>,
  past: boolean,
  now: number,
): Span {
  if (moment.kind === 'period') return compare(operator, moment.from, moment.to);
  const at = past ? now - moment.seconds : now + moment.seconds;
  return compare(past ? MIRRORED[operator] : operator, at, at + 1);
}
