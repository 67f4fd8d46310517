import { DEFAULT_PREFIX } from '../../robots/names.ts';
import type { RobotRule } from './rule.ts';

/**
 * PATCH turns a legacy robot into an editable one that keeps its old prefix in its name, holds
 * nothing and cannot be deleted: DELETE expects permissions (404, Harbor 2.4 to 2.16).
 */
export const legacyRefreshed: RobotRule = {
  id: 'legacy-refreshed',
  about: 'robot',
  title: 'Refreshed legacy robot',
  why: 'Somebody gave a legacy robot a new secret. Harbor made a robot of it that holds nothing and refuses to delete it.',
  found: 'It holds nothing, and its name has the old prefix inside.',
  fix: 'Give it one permission and an end, and then delete it.',
  repair: { kind: 'change', change: 'permissions' },
  severity: 'medium',
  limit: null,
  missing: '',
  judge: ({ editable, shortName, rights }) =>
    editable && rights.isEmpty && shortName.startsWith(DEFAULT_PREFIX),
  say: () => 'It was a legacy robot, and Harbor refuses to delete it as it is.',
};
