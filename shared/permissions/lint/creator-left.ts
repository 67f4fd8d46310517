import type { RobotRule } from './rule.ts';

/** Made by a user whom its Harbor no longer knows. */
export const creatorLeft: RobotRule = {
  id: 'creator-left',
  about: 'robot',
  title: 'Made by a user who left',
  why: 'Whoever made it may still have its secret, and nobody may be left who knows what it is for.',
  found: 'Its Harbor no longer knows the user who made it.',
  fix: 'Find out who uses it, give it a new secret, and write down who answers for it.',
  repair: { kind: 'change', change: 'refresh' },
  severity: 'medium',
  limit: null,
  missing:
    'Who made it, or whether that user is still there, is told by Harbor 2.12 and newer, and to administrators alone.',
  judge({ creator }) {
    if (creator.type === 'robot') return false;
    return creator.type === '' || creator.isThere === null ? null : !creator.isThere;
  },
  say: ({ creator }) => `Its Harbor no longer knows ${creator.name}, who made it.`,
};
