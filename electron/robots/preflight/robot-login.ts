import { grantsOf } from '../../../shared/permissions/sets.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { refusal, warning, type Rule } from '../situation.ts';

const mayDelete = (own: Robot, { level, projectName }: Robot): boolean =>
  grantsOf(own.permissions).some(
    ({ kind, namespace, resource, action }) =>
      (resource === 'robot' || resource === '*') &&
      (action === 'delete' || action === '*') &&
      (level === 'system' ? kind === 'system' : namespace === '*' || namespace === projectName),
  );

/** No robot may update a robot, not even itself; deleting can be granted (Harbor ≥ 2.10). */
export const robotLogin: Rule = ({ place, edit, fresh }) => {
  const { caller, instanceName } = place;
  if (caller.kind !== 'robot') return null;
  if (edit === null) {
    if (caller.own !== null) {
      if (mayDelete(caller.own, fresh)) return null;
      return refusal(
        'robot-login',
        `${instanceName} is reached as the robot ${caller.username}, which does not hold robot:delete there.`,
        'Use the login of a user who may delete it.',
      );
    }
    return warning(
      'robot-login',
      `${instanceName} is reached as the robot ${caller.username}, which may delete only where it was given robot:delete.`,
    );
  }
  return refusal(
    'robot-login',
    `${instanceName} is reached as the robot ${caller.username}. Harbor lets no robot change a robot, not even itself.`,
    'Use the login of a user who administers the project, or of a system administrator.',
  );
};
