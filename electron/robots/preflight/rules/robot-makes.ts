import { makingDenial, mayHandleRobots } from '../../../../shared/permissions/subset.ts';
import { note, refusal, type Rule, warning } from '../../situation.ts';
import { choiceIn, definitionIn } from '../../plan/tasks.ts';

/** A robot may make robots within its own rights, and can hardly ever change one afterwards. */
export const robotMakes: Rule = ({ task, place, expected }) => {
  const { caller, instanceName, version } = place;
  if (caller.kind !== 'robot' || definitionIn(task) === null || expected === null) return null;
  if (choiceIn(task)?.kind !== 'generate') {
    return refusal(
      'robot-makes',
      `${instanceName} is reached as the robot ${caller.username}. Harbor chooses the secret of what a robot makes.`,
      'Take the secret that Harbor makes, or use the login of a user.',
    );
  }
  if (expected.disabled) {
    return refusal(
      'robot-makes',
      `${instanceName} is reached as the robot ${caller.username}, which can make robots but not disable them.`,
      'Make it enabled, or use the login of a user.',
    );
  }
  if (caller.own === null) {
    return warning(
      'robot-makes',
      `${instanceName} is reached as the robot ${caller.username}, whose own permissions it may not read. Harbor refuses robots that are given more than their maker holds.`,
    );
  }
  const denial = makingDenial(caller.own, expected, version);
  if (denial !== null) return refusal('robot-makes', denial.message, denial.wayOut);
  const changes = mayHandleRobots(caller.own, 'update', expected, version)
    ? ''
    : ' With this login it can never be changed.';
  return note(
    'robot-makes',
    `It is made by the robot ${caller.username}: Harbor chooses its secret, which Purser keeps.${changes}`,
  );
};
