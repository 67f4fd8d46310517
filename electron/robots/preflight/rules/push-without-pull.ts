import { grantsOf } from '../../../../shared/permissions/sets.ts';
import type { PermissionEntry, Robot } from '../../../../shared/robots/robot.ts';
import { type Rule, warning } from '../../situation.ts';

/**
 * What it holds in the end: robots of one project get pull with push, system robots do not
 * (src/common/security/robot/context.go, Harbor 2.15).
 */
const heldBy = ({ level, permissions }: Robot): readonly PermissionEntry[] =>
  level === 'system'
    ? permissions
    : permissions.map((entry) => ({
        ...entry,
        access: entry.access.flatMap((one) =>
          one.resource === 'repository' && one.action === 'push' && one.effect !== 'deny'
            ? [one, { ...one, action: 'pull' }]
            : [one],
        ),
      }));

/** Pushing begins with asking what is there, which takes pull (src/server/middleware/v2auth). */
export const pushWithoutPull: Rule = ({ edit, expected }) => {
  if (edit?.permissions === undefined || expected === null) return null;
  const grants = grantsOf(heldBy(expected)).filter(({ resource }) => resource === 'repository');
  const placesWith = (action: string): Set<string> =>
    new Set(grants.filter((one) => one.action === action).map(({ namespace }) => namespace));
  const pull = placesWith('pull');
  const lacking = [...placesWith('push')].filter((name) => !pull.has(name) && !pull.has('*'));
  if (lacking.length === 0) return null;
  const where = lacking.map((name) => (name === '*' ? 'all projects' : name)).join(', ');
  return warning(
    'push-without-pull',
    `It may push to ${where} but not pull there. Clients need both to push.`,
    'Add repository:pull.',
  );
};
