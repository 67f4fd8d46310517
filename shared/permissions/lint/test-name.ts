import { dangerOf } from '../dangers.ts';
import type { RightsFacts } from './facts.ts';
import { pushEverywhere } from './push-everywhere.ts';
import type { RobotRule } from './rule.ts';

/** Words by which people name what they mean to throw away. */
const TRIAL =
  /(?:^|[._-])(tests?|testing|tmp|temp|temporary|demo|dummy|try|trial|poc|playground|sandbox|throwaway|foo|bar)(?=[._\d-]|$)/i;

const isCritical = (kind: 'system' | 'project', pairs: ReadonlySet<string>): boolean =>
  [...pairs].some((pair) => dangerOf(kind, pair)?.level === 'critical');

const reachesFar = (rights: RightsFacts): boolean =>
  pushEverywhere.judge(rights) === true ||
  isCritical('system', rights.system) ||
  isCritical('project', rights.everywhere);

/** Made to try something out, with rights over everything. */
export const testName: RobotRule = {
  id: 'test-name',
  about: 'robot',
  title: 'Named a test, may do everything',
  why: 'What was made to try something out is forgotten, and nobody guards its secret as its rights deserve.',
  found:
    'Its name has a word like test, tmp, demo or sandbox, and it may push or delete everywhere, or hold a critical permission.',
  fix: 'Delete it if the trial is over; otherwise give it the name and the rights of what it does now.',
  repair: { kind: 'change', change: 'delete' },
  severity: 'high',
  limit: null,
  missing: '',
  judge: ({ shortName, rights }) => TRIAL.test(shortName) && reachesFar(rights),
  say: ({ shortName }) =>
    `Its name says “${TRIAL.exec(shortName)?.[1] ?? ''}”, and its rights reach everything.`,
};
