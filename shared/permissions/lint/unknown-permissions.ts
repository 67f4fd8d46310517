import type { RightsRule } from './rule.ts';
import { listed } from './words.ts';

/** Typed wrong through the API of Harbor ≤ 2.9, which took anything, or made by a fork. */
export const unknownPermissions: RightsRule = {
  id: 'unknown-permissions',
  about: 'rights',
  title: 'Unknown permissions',
  why: 'No release of Harbor names them, so nobody can say what they open; mostly they open nothing, and something was meant.',
  found: 'It holds permissions that no release of Harbor names and its own does not accept.',
  fix: 'Drop them, and give it what was meant.',
  repair: { kind: 'change', change: 'drop-stale' },
  severity: 'low',
  limit: null,
  missing: 'What this Harbor accepts is not known.',
  judge: ({ unknown }) => unknown && unknown.length > 0,
  say: ({ unknown }) => `No release names ${listed(unknown ?? [])}.`,
};
