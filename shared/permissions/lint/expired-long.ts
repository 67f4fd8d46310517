import { counted } from '../../robots/counted.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import type { RobotRule } from './rule.ts';
import { daysAfter, daysBetween } from './words.ts';

/** Nobody needed it since. */
export const expiredLong: RobotRule = {
  id: 'expired-long',
  about: 'robot',
  title: 'Expired for long',
  why: 'Nobody missed it, and renewing it by mistake gives it all its rights back.',
  found: 'It expired more than so many days ago.',
  fix: 'Delete it.',
  repair: { kind: 'change', change: 'delete' },
  severity: 'low',
  limit: { label: 'Days since it expired', unit: 'days', preset: 90, least: 1, most: 36_500 },
  missing: '',
  judge: ({ expiresAt }, limit, clock) =>
    expiresAt !== NEVER_EXPIRES && clock.hasCome(daysAfter(expiresAt, limit)),
  say: ({ expiresAt }, _limit, { now }) =>
    `It expired ${counted(daysBetween(expiresAt, now), 'day')} ago.`,
};
