import type { RightsRule } from './rule.ts';
import { listed } from './words.ts';

/** They work on, and every PUT that sends them is refused (400, Harbor ≥ 2.10). */
export const stalePermissions: RightsRule = {
  id: 'stale-permissions',
  about: 'rights',
  title: 'Permissions no longer accepted',
  why: 'They still work, but every change of the robot is refused until they are dropped, be it only to disable or renew it.',
  found: 'It holds permissions that its Harbor took once and does not take any more.',
  fix: 'Drop them.',
  repair: { kind: 'change', change: 'drop-stale' },
  severity: 'medium',
  limit: null,
  missing: 'What this Harbor accepts is not known.',
  judge: ({ stale }) => stale && stale.length > 0,
  say: ({ stale }) => `Its Harbor no longer accepts ${listed(stale ?? [])}.`,
};
