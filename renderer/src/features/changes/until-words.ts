import type { Until } from '../../../../shared/contract/operations.ts';
import { durationFor } from '../../../../shared/robots/changes/edit.ts';
import { expiryAfter } from '../../../../shared/robots/expiry/index.ts';
import { NEVER_EXPIRES } from '../../../../shared/robots/robot.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import { absoluteTime, dateWords } from '../../ui/time.ts';

const durationWords = (days: number): string => (days === NEVER_EXPIRES ? '−1' : grouped(days));

/** When a robot was made, and how long it lives. */
export interface Lifetime {
  /** Epoch seconds on the server's clock. */
  readonly createdAt: number;
  /** Days from the creation, -1 for never. */
  readonly duration: number;
}

/**
 * The arithmetic of renewing one robot: "duration 30 → 121 days, counted from the creation on
 * 24 Jul 2026", and until when that is.
 * @param now epoch seconds on the server's clock
 */
export function renewalSentences(until: Until, robot: Lifetime, now: number): string[] {
  const days = durationFor(until, robot.createdAt, now);
  const change = `duration ${durationWords(robot.duration)} → ${durationWords(days)}`;
  if (days === NEVER_EXPIRES) return [`${change}: it never expires.`];
  return [
    `${change} ${days === 1 ? 'day' : 'days'}, counted from the creation on ${dateWords(robot.createdAt)}`,
    `It expires ${absoluteTime(expiryAfter(robot.createdAt, days))}.`,
  ];
}

/**
 * The same for several robots, each of which gets a duration of its own.
 * @param created moments of creation, epoch seconds on the server's clock
 */
export function renewalRange(until: Until, created: readonly number[], now: number): string {
  if (created.length === 0) return '';
  if (until.kind === 'never') return 'Every duration becomes −1: they never expire.';
  let least = Infinity;
  let most = -Infinity;
  for (const createdAt of created) {
    const days = durationFor(until, createdAt, now);
    least = Math.min(least, days);
    most = Math.max(most, days);
  }
  const range =
    least === most ? counted(least, 'day') : `${grouped(least)} to ${counted(most, 'day')}`;
  return `Durations become ${range}, counted from the creation of each robot.`;
}

/** A date as a date field has it, as the last second of that day here; null if it is none. */
export function endOfDay(text: string): number | null {
  if (!/^\d{4,6}-\d{2}-\d{2}$/.test(text)) return null;
  const moment = new Date(`${text}T23:59:59`).getTime();
  return Number.isNaN(moment) ? null : Math.floor(moment / 1_000);
}

/** A moment as a date field has it, in this computer's time zone. */
export function dateField(epoch: number): string {
  const day = new Date(epoch * 1_000);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
