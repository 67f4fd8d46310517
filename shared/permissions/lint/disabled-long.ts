import { counted } from '../../robots/counted.ts';
import type { RobotRule } from './rule.ts';
import { daysAfter, daysBetween } from './words.ts';

/** Disabling is an update, so it was disabled at the last one at the latest. */
export const disabledLong: RobotRule = {
  id: 'disabled-long',
  about: 'robot',
  title: 'Disabled for long',
  why: 'Nobody missed it, and one click gives it all its rights back.',
  found: 'It is disabled, and nothing about it was updated for so many days.',
  fix: 'Delete it.',
  repair: { kind: 'change', change: 'delete' },
  severity: 'low',
  limit: { label: 'Days without an update', unit: 'days', preset: 90, least: 1, most: 36_500 },
  missing: 'Harbor does not say when it was last updated.',
  judge({ disabled, updatedAt }, limit, clock) {
    if (!disabled) return false;
    return updatedAt === 0 ? null : clock.hasCome(daysAfter(updatedAt, limit));
  },
  say: ({ updatedAt }, _limit, { now }) =>
    `It has been disabled for at least ${counted(daysBetween(updatedAt, now), 'day')}.`,
};
