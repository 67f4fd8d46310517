import { takeAway } from './repair.ts';
import type { RightsRule } from './rule.ts';
import { listed } from './words.ts';

const PAIRS = ['member:create', 'member:update', 'member:delete'] as const;

/** Who belongs to projects. */
export const managesMembers: RightsRule = {
  id: 'manages-members',
  about: 'rights',
  title: 'Can manage members',
  why: 'It can make anybody an administrator of the project, who then outlives the robot.',
  found: 'In some project, or in all, it may add, change or remove members.',
  fix: 'Take these permissions away, or let the tool that needs them work with a robot of its own.',
  repair: takeAway('Take members away', { system: [], project: PAIRS }),
  severity: 'high',
  limit: null,
  missing: '',
  judge: ({ anywhere }) => PAIRS.some((pair) => anywhere.has(pair)),
  say({ anywhere, everywhere }) {
    const held = PAIRS.filter((pair) => anywhere.has(pair));
    const isAll = held.some((pair) => everywhere.has(pair));
    return `It has ${listed(held)} ${isAll ? 'on all projects' : 'on projects that it names'}.`;
  },
};
