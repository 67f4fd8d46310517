import { takeAway } from './repair.ts';
import type { RightsRule } from './rule.ts';
import { listed } from './words.ts';

const PAIRS = [
  'user:create',
  'user:update',
  'user:delete',
  'user-group:create',
  'user-group:update',
  'user-group:delete',
  'ldap-user:create',
] as const;

/** Users and groups of the whole Harbor (Harbor ≥ 2.12 lets robots hold these). */
export const managesUsers: RightsRule = {
  id: 'manages-users',
  about: 'rights',
  title: 'Can manage users',
  why: 'It can make users, or make one an administrator and set any password: its secret is worth as much as that of an administrator.',
  found: 'In the system it may create, change or delete users, groups or users of the directory.',
  fix: 'Take these permissions away, and let a person do it.',
  repair: takeAway('Take users away', { system: PAIRS, project: [] }),
  severity: 'critical',
  limit: null,
  missing: '',
  judge: ({ system }) => PAIRS.some((pair) => system.has(pair)),
  say: ({ system }) => `It has ${listed(PAIRS.filter((pair) => system.has(pair)))} in the system.`,
};
