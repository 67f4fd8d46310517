import type { RightsRule } from './rule.ts';
import { listed } from './words.ts';

const PAIRS = [
  'repository:push',
  'repository:delete',
  'artifact:create',
  'artifact:delete',
  'tag:delete',
  'project:delete',
] as const;

/** Changing or deleting images in every project, those to come among them. */
export const pushEverywhere: RightsRule = {
  id: 'push-everywhere',
  about: 'rights',
  title: 'Can push or delete everywhere',
  why: 'Whoever has its secret can replace or delete the images of every project, also of projects that do not exist yet.',
  found:
    'Through all projects it may push or delete repositories, copy or delete images, delete tags or projects.',
  fix: 'Name the projects that it really needs, or make one robot for each of them.',
  repair: { kind: 'change', change: 'limit' },
  severity: 'high',
  limit: null,
  missing: '',
  judge: ({ everywhere }) => PAIRS.some((pair) => everywhere.has(pair)),
  say: ({ everywhere }) =>
    `It has ${listed(PAIRS.filter((pair) => everywhere.has(pair)))} on all projects.`,
};
