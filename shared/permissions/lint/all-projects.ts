import type { RightsRule } from './rule.ts';
import { listed } from './words.ts';

/** A permission on `*`. */
export const allProjects: RightsRule = {
  id: 'all-projects',
  about: 'rights',
  title: 'Covers all projects',
  why: 'It reaches every project, also private ones and those that are made tomorrow, without anybody deciding so.',
  found: 'An entry for all projects is in force.',
  fix: 'Name the projects that it really needs.',
  repair: { kind: 'change', change: 'limit' },
  severity: 'medium',
  limit: null,
  missing: '',
  judge: ({ everywhere }) => everywhere.size > 0,
  say: ({ everywhere }) => `It has ${listed([...everywhere].sort())} on all projects.`,
};
