import { give } from './repair.ts';
import type { RightsRule } from './rule.ts';
import { listed } from './words.ts';

/** Clients ask for both (src/server/middleware/v2auth); Harbor adds pull to project robots alone. */
export const pushWithoutPull: RightsRule = {
  id: 'push-without-pull',
  about: 'rights',
  title: 'Push without pull',
  why: 'Clients ask for both when they push, so pushing fails, which looks like a wrong secret.',
  found: 'It may push where it may not pull: Harbor adds pull to push for project robots alone.',
  fix: 'Add repository:pull. The plan adds it wherever the robot holds something: look at it before you apply it.',
  repair: give('Add pull', { system: [], project: ['repository:pull'] }),
  severity: 'medium',
  limit: null,
  missing: '',
  judge: ({ pushAlone }) => pushAlone.length > 0,
  say: ({ pushAlone }) =>
    pushAlone.includes('*')
      ? 'It may push to all projects and not pull.'
      : `It may push to ${listed(pushAlone)} and not pull there.`,
};
