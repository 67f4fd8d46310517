import type { Simulation } from '../../../../shared/contract/planner.ts';
import type { DaySpan } from '../expiry/day-spans.ts';

/** Robots that expire on some days, now and once the plan was carried out. */
export interface PictureBar extends DaySpan {
  readonly before: number;
  readonly after: number;
}

/** Beyond so many days a bar is a week, and beyond so many of these a month. */
const MOST_BARS = 100;

/** The days of a simulation in so few stretches that each can be seen. */
export function pictureOf({ today, before, after }: Simulation): PictureBar[] {
  const length = before.days.length;
  const step = [1, 7, 30].find((days) => length / days <= MOST_BARS) ?? 91;
  const sum = (days: readonly number[], from: number): number =>
    days.slice(from, from + step).reduce((total, count) => total + count, 0);
  return Array.from({ length: Math.ceil(length / step) }, (_, place) => {
    const from = place * step;
    return {
      from: today + from,
      to: today + Math.min(from + step, length),
      before: sum(before.days, from),
      after: sum(after.days, from),
    };
  });
}
