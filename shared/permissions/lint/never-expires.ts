import { NEVER_EXPIRES } from '../../robots/robot.ts';
import type { RobotRule } from './rule.ts';

/** No end at all. */
export const neverExpires: RobotRule = {
  id: 'never-expires',
  about: 'robot',
  title: 'Never expires',
  why: 'A secret that leaked, or that left with a colleague, works until somebody notices.',
  found: 'Harbor says that it never expires.',
  fix: 'Give it an end, and renew it before that.',
  repair: { kind: 'change', change: 'renew' },
  severity: 'medium',
  limit: null,
  missing: '',
  judge: ({ expiresAt }) => expiresAt === NEVER_EXPIRES,
  say: () => 'It has no end.',
};
