import type { RobotRule } from './rule.ts';

/** Made by a robot that is no longer there (creator_type, Harbor ≥ 2.12). */
export const creatorRobotGone: RobotRule = {
  id: 'creator-robot-gone',
  about: 'robot',
  title: 'Made by a robot that is gone',
  why: 'The tool that made it no longer does, so nothing renews it, changes it or takes it away.',
  found: 'The robot that made it is no longer on its Harbor.',
  fix: 'Delete it if its tool is gone; otherwise write down who answers for it.',
  repair: { kind: 'change', change: 'delete' },
  severity: 'low',
  limit: null,
  missing:
    'Who made it is told by Harbor 2.12 and newer, and the robots of the system must be readable.',
  judge({ creator }) {
    if (creator.type === 'user') return false;
    return creator.type === '' || creator.isThere === null ? null : !creator.isThere;
  },
  say: ({ creator }) => `The robot that made it, ${creator.name}, is gone.`,
};
