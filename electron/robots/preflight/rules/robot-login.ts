import { makingDenial, mayHandleRobots } from '../../../../shared/permissions/subset.ts';
import { withoutEffects } from '../../../../shared/permissions/without-effects.ts';
import { withoutStale } from '../../../../shared/robots/changes/edit.ts';
import { refusal, type Situation, warning, type Rule } from '../../situation.ts';

/** Whether a new secret or life can be had by making the robot again, which this login may. */
function canRecreate({ place, operation, fresh }: Situation): boolean {
  const { caller, version, accepted } = place;
  if (operation.kind !== 'refresh' && operation.kind !== 'renew') return false;
  if (caller.kind !== 'robot' || caller.own === null || caller.username === fresh.name)
    return false;
  // What it makes is always enabled.
  if (!fresh.editable || fresh.disabled) return false;
  const { permissions } = withoutEffects(fresh, version, false);
  return (
    permissions.length > 0 &&
    withoutStale(permissions, accepted).dropped.length === 0 &&
    mayHandleRobots(caller.own, 'delete', fresh, version) &&
    makingDenial(caller.own, { ...fresh, permissions }, version) === null
  );
}

/** No robot may update a robot, not even itself; deleting can be granted (Harbor ≥ 2.10). */
export const robotLogin: Rule = (situation) => {
  const { place, edit, fresh, task } = situation;
  const { caller, instanceName, version } = place;
  if (caller.kind !== 'robot') return null;
  if (task.kind === 'recreate' && caller.username === fresh.name) {
    return refusal(
      'robot-login',
      `${instanceName} is reached as this very robot: once it is deleted, nobody is left to make it again.`,
      'Use the login of a user.',
    );
  }
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
  const why = `${instanceName} is reached as the robot ${caller.username}. Harbor lets no robot change a robot, not even itself.`;
  if (canRecreate(situation)) {
    return refusal(
      'recreate-instead',
      why,
      'Recreate it, which this login may: same name and permissions, new secret. Or use the login of a user.',
    );
  }
  return refusal(
    'robot-login',
    why,
    'Use the login of a user who administers the project, or of a system administrator.',
  );
};
