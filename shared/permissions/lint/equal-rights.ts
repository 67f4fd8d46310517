import type { RobotRule } from './rule.ts';

/** As many that may do the same, on the same Harbor. */
export const equalRights: RobotRule = {
  id: 'equal-rights',
  about: 'robot',
  title: 'Several robots with equal rights',
  why: 'Each is one more secret to guard. Some may be left from rotations, or stand for one that nobody dared to delete.',
  found: 'So many robots of the same Harbor may do exactly the same.',
  fix: 'Choose which stays, disable the others, and delete them once nobody misses them.',
  repair: { kind: 'keep-one' },
  severity: 'low',
  limit: {
    label: 'Robots with equal rights, from',
    unit: 'robots',
    preset: 5,
    least: 2,
    most: 1_000,
  },
  missing: '',
  judge: ({ alike }, limit) => alike + 1 >= limit,
  say: ({ alike }) =>
    alike === 1
      ? 'One other robot may do exactly the same.'
      : `${alike} other robots may do exactly the same.`,
};
