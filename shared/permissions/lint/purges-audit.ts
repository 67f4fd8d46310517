import { takeAway } from './repair.ts';
import type { RightsRule } from './rule.ts';
import { listed } from './words.ts';

const PAIRS = ['purge-audit:create', 'purge-audit:update', 'purge-audit:stop'] as const;

/** Deleting the audit log. */
export const purgesAudit: RightsRule = {
  id: 'purges-audit',
  about: 'rights',
  title: 'Can purge audit logs',
  why: 'It can delete the record of what it did, and of what everybody else did.',
  found: 'In the system it may start, schedule or stop the purging of audit logs.',
  fix: 'Take these permissions away; Harbor purges by its own schedule.',
  repair: takeAway('Take purging away', { system: PAIRS, project: [] }),
  severity: 'high',
  limit: null,
  missing: '',
  judge: ({ system }) => PAIRS.some((pair) => system.has(pair)),
  say: ({ system }) => `It has ${listed(PAIRS.filter((pair) => system.has(pair)))} in the system.`,
};
