import { counted } from '../../robots/counted.ts';
import type { RobotRule } from './rule.ts';
import { daysAfter, daysBetween } from './words.ts';

/**
 * The secret was not changed since the last update: changing it is one. Harbor tells no time of
 * the secret itself, so the true age may be higher.
 */
export const oldSecret: RobotRule = {
  id: 'old-secret',
  about: 'robot',
  title: 'Secret unchanged for long',
  why: 'The longer a secret is in use, the more copies of it there are: logs, laptops, backups.',
  found:
    'Nothing about it was updated for so many days, so its secret was not either. It may be older: Harbor does not tell.',
  fix: 'Give it a new secret, or rotate it with a second robot.',
  repair: { kind: 'change', change: 'refresh' },
  severity: 'medium',
  limit: { label: 'Days without an update', unit: 'days', preset: 365, least: 1, most: 36_500 },
  missing: 'Harbor does not say when it was last updated.',
  judge: ({ updatedAt }, limit, clock) =>
    updatedAt === 0 ? null : clock.hasCome(daysAfter(updatedAt, limit)),
  say: ({ updatedAt }, _limit, { now }) =>
    `Its secret is at least ${counted(daysBetween(updatedAt, now), 'day')} old.`,
};
