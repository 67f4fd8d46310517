import type { RobotRule } from './rule.ts';

/** Made by Harbor ≤ 2.1: it cannot sign in since Harbor 2.4. */
export const legacy: RobotRule = {
  id: 'legacy',
  about: 'robot',
  title: 'Legacy robot',
  why: 'It was made by Harbor 2.1 or older. Since Harbor 2.4 it cannot sign in and cannot be edited; a new secret would make a robot of it that cannot be deleted.',
  found: 'Harbor says that it cannot be edited.',
  fix: 'Delete it, or replace it by a new robot.',
  repair: { kind: 'change', change: 'delete' },
  severity: 'low',
  limit: null,
  missing: '',
  judge: ({ editable }) => !editable,
  say: () => 'It was made by Harbor 2.1 or older.',
};
