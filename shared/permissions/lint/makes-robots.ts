import { takeAway } from './repair.ts';
import type { RightsRule } from './rule.ts';

const VERBS = { 'robot:create': 'make', 'robot:update': 'change' } as const;
const PAIRS = ['robot:create', 'robot:update'] as const;

/**
 * Robots that make robots, or change them: robot:update is in no catalogue, but robots may have it
 * by wildcards and names that the API took up to Harbor 2.9, and by project:update on all projects.
 */
export const makesRobots: RightsRule = {
  id: 'makes-robots',
  about: 'rights',
  title: 'Can make or change robots',
  why: 'It can hand on all that it holds to robots of its own, which stay when it is deleted or its secret is changed. Who changes robots can give them more, and secrets that nobody else knows.',
  found:
    'In the system, in some project or in all, it may do what robot:create or robot:update opens.',
  fix: 'Take it away where no tool makes robots; otherwise keep the secret close and the expiry short.',
  repair: takeAway('Take making robots away', { system: PAIRS, project: PAIRS }),
  severity: 'high',
  limit: null,
  missing: '',
  judge: ({ system, anywhere }) => PAIRS.some((pair) => system.has(pair) || anywhere.has(pair)),
  say({ system, anywhere, everywhere }) {
    const doing = (where: string, isThere: (pair: string) => boolean): string[] => {
      const verbs = PAIRS.filter(isThere).map((pair) => VERBS[pair]);
      return verbs.length === 0 ? [] : [`${verbs.join(' and ')} robots ${where}`];
    };
    const places = [
      ...doing('in the system', (pair) => system.has(pair)),
      ...doing('in all projects', (pair) => everywhere.has(pair)),
      ...doing('in projects it names', (pair) => anywhere.has(pair) && !everywhere.has(pair)),
    ];
    return `It may ${places.join(', and ')}.`;
  },
};
