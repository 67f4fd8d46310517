import type { RightsRule } from './rule.ts';

/** Mostly all its projects were deleted. */
export const noPermissions: RightsRule = {
  id: 'no-permissions',
  about: 'rights',
  title: 'No permissions left',
  why: 'It can do nothing but sign in, and Harbor refuses every change of it until it holds something again.',
  found: 'It holds no permission: mostly its projects were deleted.',
  fix: 'Delete it, or give it what it needs.',
  repair: { kind: 'change', change: 'delete' },
  severity: 'low',
  limit: null,
  missing: '',
  judge: ({ isEmpty }) => isEmpty,
  say: () => 'It holds no permission.',
};
