import type { RobotRule } from './rule.ts';

/** Nobody is named who answers for it. Where owners are not written down, it would hold for all. */
export const noOwner: RobotRule = {
  id: 'no-owner',
  about: 'robot',
  title: 'Has no owner',
  why: 'When it expires, leaks or is to be deleted, nobody can be asked.',
  found: 'No owner is set for it in Purser.',
  fix: 'Set an owner.',
  repair: null,
  severity: 'low',
  limit: null,
  missing: 'Nobody answers for any robot yet: name the first owner, or add a rule under Owners.',
  judge: ({ isOwned }) => (isOwned === null ? null : !isOwned),
  say: () => 'Nobody is named who answers for it.',
};
