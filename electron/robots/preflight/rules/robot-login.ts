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

/** What this login would do to itself, after which nobody is left to go on. */
function endsItself({ place, task, fresh, expected }: Situation): string | null {
  if (place.caller.username !== fresh.name) return null;
  if (task.kind === 'recreate') return 'once it is deleted, nobody is left to make it again';
  if (task.kind === 'refresh') return 'once its secret is another, nobody is signed in to go on';
  return expected?.disabled === true ? 'once it is disabled, nobody is signed in to go on' : null;
}

/**
 * Deleting can be granted to robots. Updating cannot since Harbor 2.10, but some may: what the API
 * took up to 2.9 stays in force, and project:update on all projects counts for all in them.
 */
export const robotLogin: Rule = (situation) => {
  const { place, edit, fresh } = situation;
  const { caller, instanceName, version } = place;
  if (caller.kind !== 'robot') return null;
  const end = endsItself(situation);
  if (end !== null) {
    return refusal(
      'robot-login',
      `${instanceName} is reached as this very robot: ${end}.`,
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
  if (caller.own === null) {
    return warning(
      'robot-login',
      `${instanceName} is reached as the robot ${caller.username}, whose own permissions it may not read. Harbor refuses changes by robots but those that kept robot:update from Harbor 2.9 or older, or hold project:update on all projects.`,
      'Use the login of a user who administers the project, or of a system administrator.',
    );
  }
  if (mayHandleRobots(caller.own, 'update', fresh, version)) return null;
  const why = `${instanceName} is reached as the robot ${caller.username}, which may not update robots there.`;
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
