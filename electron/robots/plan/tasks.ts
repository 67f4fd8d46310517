import type {
  Operation,
  RobotDefinition,
  WishedPlace,
} from '../../../shared/contract/operations.ts';
import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import { copyOf, definitionAgain } from '../../../shared/robots/changes/definition.ts';
import { wantedRobot } from '../../../shared/robots/changes/wanted.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import type { StepRecord, StepTask } from '../plan-record.ts';

/**
 * What an operation does to a robot that is there.
 * @param prefix of its Harbor, as known
 */
export function taskOf(operation: Operation, robot: Robot, prefix: string): StepTask {
  switch (operation.kind) {
    case 'delete':
      return { kind: 'delete' };
    case 'refresh':
      return { kind: 'refresh', choice: operation.secret };
    case 'recreate':
      return {
        kind: 'recreate',
        choice: operation.secret,
        // The check writes it anew, by the version that its Harbor has then.
        definition: definitionAgain(robot, operation, { prefix, version: '' }),
      };
    default:
      return { kind: 'change' };
  }
}

/** The robot that a task makes, as it was wished; null for one that makes none. */
export const definitionIn = (task: StepTask): RobotDefinition | null =>
  task.kind === 'create' || task.kind === 'recreate' ? task.definition : null;

/** Where the secret comes from that a task gives a robot; null for one that gives none. */
export const choiceIn = (task: StepTask): SecretChoice | null =>
  'choice' in task ? task.choice : null;

/** What is sent to make a robot, and where. */
export interface Making {
  readonly definition: RobotDefinition;
  readonly place: WishedPlace;
}

type MakingStep = Pick<StepRecord, 'task' | 'wanted' | 'seen' | 'instanceId'>;

/**
 * What a step sends to make a robot; null for one that makes none.
 * `createBody(definition, place.project, now)` is the body.
 */
export function makingOf({ task, wanted, seen, instanceId }: MakingStep): Making | null {
  switch (task.kind) {
    case 'create': {
      const { definition, place } = task;
      // What the check left out, because this Harbor does not have it, is not sent.
      const permissions = copyOf((wanted ?? seen).permissions);
      return { definition: { ...definition, permissions }, place };
    }
    case 'recreate':
      return { definition: task.definition, place: { instanceId, project: seen.projectName } };
    default:
      return null;
  }
}

/**
 * The robot that a step makes if it is sent at this moment; null for a step that makes none.
 * @param at the prefix of the Harbor, and epoch seconds on its clock
 */
export function madeBy(
  step: MakingStep,
  at: { readonly prefix: string; readonly now: number },
): Robot | null {
  const making = makingOf(step);
  if (making === null) return null;
  const { definition, place } = making;
  const { projectId } = step.wanted ?? step.seen;
  return wantedRobot(definition, { ...at, project: place.project, projectId });
}
