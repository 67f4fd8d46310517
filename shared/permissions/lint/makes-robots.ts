import { takeAway } from './repair.ts';
import type { RightsRule } from './rule.ts';

const PAIRS = ['robot:create', 'robot:update'] as const;

/** Robots that make robots; the old API could also let them change robots (Harbor ≤ 2.9). */
export const makesRobots: RightsRule = {
  id: 'makes-robots',
  about: 'rights',
  title: 'Can make robots',
  why: 'It can hand on all that it holds to robots of its own, which stay when it is deleted or its secret is changed.',
  found: 'In the system, in some project or in all, it holds robot:create or robot:update.',
  fix: 'Take it away where no tool makes robots; otherwise keep the secret close and the expiry short.',
  repair: takeAway('Take making robots away', { system: PAIRS, project: PAIRS }),
  severity: 'high',
  limit: null,
  missing: '',
  judge: ({ system, anywhere }) => PAIRS.some((pair) => system.has(pair) || anywhere.has(pair)),
  say({ system, anywhere, everywhere }) {
    const held = (pairs: ReadonlySet<string>): boolean => PAIRS.some((pair) => pairs.has(pair));
    const places = [
      ...(held(system) ? ['in the system'] : []),
      ...(held(everywhere) ? ['in all projects'] : held(anywhere) ? ['in projects it names'] : []),
    ];
    return `It may make robots ${places.join(' and ')}.`;
  },
};
