import { takeAway } from './repair.ts';
import type { RightsRule } from './rule.ts';
import { listed } from './words.ts';

const PAIRS = [
  'registry:create',
  'registry:update',
  'registry:delete',
  'replication:create',
  'replication-policy:create',
  'replication-policy:update',
  'replication-policy:delete',
] as const;

/** Other registries, their stored logins, and what is copied to and from them. */
export const managesRegistries: RightsRule = {
  id: 'manages-registries',
  about: 'rights',
  title: 'Can manage registries',
  why: 'It can send the images of every project to a registry of its choice, use the logins stored for others, and let Harbor call any address.',
  found: 'In the system it may change other registries or what is copied to and from them.',
  fix: 'Take these permissions away, and let a person set up replication.',
  repair: takeAway('Take registries away', { system: PAIRS, project: [] }),
  severity: 'high',
  limit: null,
  missing: '',
  judge: ({ system }) => PAIRS.some((pair) => system.has(pair)),
  say: ({ system }) => `It has ${listed(PAIRS.filter((pair) => system.has(pair)))} in the system.`,
};
