import { counted } from '../../robots/counted.ts';
import type { RobotRule } from './rule.ts';
import { daysAfter, daysBetween } from './words.ts';

/** Nothing was seen of it for long; it counts only where it would have been seen. */
export const unused: RobotRule = {
  id: 'unused',
  about: 'robot',
  title: 'Not seen for long',
  why: 'A robot that nobody uses has rights for nothing, and nobody would miss it, or notice its misuse.',
  found:
    'Audit logs show nothing of it for so many days. They show only some of what robots do, so it may be in use.',
  fix: 'Ask its owner, disable it, and delete it when nobody complains.',
  repair: { kind: 'change', change: 'disable' },
  severity: 'medium',
  limit: { label: 'Days without a trace', unit: 'days', preset: 90, least: 1, most: 3_650 },
  missing: 'Audit logs that reach back far enough were not read here.',
  judge({ disabled, lastSeen }, limit, clock) {
    if (disabled) return false;
    if (lastSeen === null) return null;
    if (clock.hasCome(daysAfter(lastSeen.quietSince, limit))) return true;
    // What is quiet for a shorter time may have been so before its log begins.
    return lastSeen.at !== null && !clock.hasCome(daysAfter(lastSeen.at, limit)) ? false : null;
  },
  say: ({ lastSeen }, _limit, { now }) =>
    lastSeen?.at == null
      ? `Nothing was seen of it in the ${counted(daysBetween(lastSeen?.quietSince ?? now, now), 'day')} that audit logs tell of.`
      : `It was last seen ${counted(daysBetween(lastSeen.at, now), 'day')} ago.`,
};
