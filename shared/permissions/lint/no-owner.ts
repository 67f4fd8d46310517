import type { RobotRule } from './rule.ts';

/** Nobody is named who answers for it; off until somebody writes owners down. */
export const noOwner: RobotRule = {
  id: 'no-owner',
  about: 'robot',
  title: 'Has no owner',
  why: 'When it expires, leaks or is to be deleted, nobody can be asked.',
  found: 'No owner is set for it in Purser.',
  fix: 'Set an owner.',
  repair: null,
  severity: 'off',
  limit: null,
  missing: '',
  judge: ({ isOwned }) => !isOwned,
  say: () => 'Nobody is named who answers for it.',
};
