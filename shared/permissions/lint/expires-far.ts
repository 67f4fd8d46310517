import { counted } from '../../robots/counted.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import type { RobotRule } from './rule.ts';
import { daysAfter, daysBetween } from './words.ts';

/** An end that is as good as none. */
export const expiresFar: RobotRule = {
  id: 'expires-far',
  about: 'robot',
  title: 'Expires too far off',
  why: 'An end in some years does as little as none: until then nobody looks at the robot again.',
  found: 'It expires later than so many days from now.',
  fix: 'Renew it to a nearer date.',
  repair: { kind: 'change', change: 'renew' },
  severity: 'low',
  limit: { label: 'More days from now than', unit: 'days', preset: 400, least: 1, most: 36_500 },
  missing: '',
  judge: ({ expiresAt }, limit, clock) =>
    expiresAt !== NEVER_EXPIRES && !clock.hasCome(daysAfter(expiresAt, -limit)),
  say: ({ expiresAt }, limit, { now }) =>
    `It expires ${counted(daysBetween(now, expiresAt), 'day')} from now, more than ${counted(limit, 'day')}.`,
};
