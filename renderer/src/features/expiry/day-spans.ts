import {
  dateOf,
  dayAt,
  dayOf,
  isoDay,
  mondayOf,
  startOf,
} from '../../../../shared/robots/expiry/index.ts';
import { formatQuery, parseQuery } from '../../../../shared/robots/query/index.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

/** Some days of the calendar: from one, up to before another. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** Days that follow each other without a gap, so that one's end is the next's beginning. */
export function inSteps(from: number, length: number, count: number): DaySpan[] {
  return Array.from({ length: count }, (_, place) => ({
    from: from + place * length,
    to: from + (place + 1) * length,
  }));
}

/** The next weeks, beginning with today: the first ends with its Sunday. */
export function weeksFrom(now: number, count: number): DaySpan[] {
  const today = dayOf(now) ?? 0;
  return inSteps(mondayOf(today), 7, count).map((week, place) =>
    place === 0 ? { ...week, from: today } : week,
  );
}

/** Where the spans begin and the last one ends. @returns epoch seconds */
export function edgesOf(spans: readonly DaySpan[]): number[] {
  const last = spans.at(-1);
  return last === undefined ? [] : [...spans.map(({ from }) => startOf(from)), startOf(last.to)];
}

/** The query line of robots that expire on these days. */
export const queryOfDays = ({ from, to }: DaySpan): string =>
  to === from + 1 ? `expires:${isoDay(from)}` : `expires:>=${isoDay(from)} expires:<${isoDay(to)}`;

/** "Sat 28 Nov 2026", "23 to 29 Nov 2026", or "Nov 2026" for a whole month. */
export function spanWords({ from, to }: DaySpan): string {
  const first = dateOf(from);
  if (first.date === 1 && to === dayAt(first.year, first.month + 1, 1)) return monthWords(from);
  const last = dateOf(to - 1);
  const month = (of: number): string => MONTHS[of - 1] ?? '';
  if (to === from + 1) {
    const day = DAYS[(((from + 4) % 7) + 7) % 7] ?? '';
    return `${day} ${first.date} ${month(first.month)} ${first.year}`;
  }
  const end = `${last.date} ${month(last.month)} ${last.year}`;
  if (first.year !== last.year) {
    return `${first.date} ${month(first.month)} ${first.year} to ${end}`;
  }
  return first.month === last.month
    ? `${first.date} to ${end}`
    : `${first.date} ${month(first.month)} to ${end}`;
}

/** "Nov 2026". */
function monthWords(day: number): string {
  const { year, month } = dateOf(day);
  return `${MONTHS[month - 1] ?? ''} ${year}`;
}

/** Under a bar: "23 Nov". */
export function dayWords(day: number): string {
  const { date, month } = dateOf(day);
  return `${date} ${MONTHS[month - 1] ?? ''}`;
}

/** Under many bars: the month under the first that begins in it, '' under the others. */
export function monthMarks(spans: readonly DaySpan[]): string[] {
  let before = '';
  return spans.map(({ from }) => {
    const { month, date } = dateOf(from);
    const words = MONTHS[month - 1] ?? '';
    const isNew = words !== before && date <= 14;
    if (isNew) before = words;
    return isNew ? words : '';
  });
}

/** Under bars of months: the year under its January, and under the first where that is far off. */
export const yearMarks = (spans: readonly DaySpan[]): string[] =>
  spans.map(({ from }, place) => {
    const { year, month } = dateOf(from);
    return month === 1 || (place === 0 && month <= 6) ? String(year) : '';
  });

/** Whether a query line asks for exactly what another does. */
export const isSameQuery = (left: string, right: string): boolean =>
  formatQuery(parseQuery(left).query) === formatQuery(parseQuery(right).query);
