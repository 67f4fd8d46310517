import { mayHandleRobots } from '../../../../shared/permissions/subset.ts';
import { refusal, warning, type Rule } from '../../situation.ts';

/** No robot may update a robot, not even itself; deleting can be granted (Harbor ≥ 2.10). */
export const robotLogin: Rule = ({ place, edit, fresh }) => {
  const { caller, instanceName, version } = place;
  if (caller.kind !== 'robot') return null;
  if (edit === null) {
    if (caller.own !== null) {
      if (mayHandleRobots(caller.own, 'delete', fresh, version)) return null;
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
