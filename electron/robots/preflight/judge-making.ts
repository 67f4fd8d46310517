import type { Operation } from '../../../shared/contract/operations.ts';
import type { Finding } from '../../../shared/contract/plans.ts';
import { definitionAgain } from '../../../shared/robots/changes/definition.ts';
import { type RobotEdit, withoutStale } from '../../../shared/robots/changes/edit.ts';
import { wantedRobot } from '../../../shared/robots/changes/wanted.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { type CreateTask, type StepRecord } from '../plan-record.ts';
import { preflight } from './rules/index.ts';
import { type Place, type Situation, type StepFacts, warning } from '../situation.ts';
import { madeBy } from '../plan/tasks.ts';

/** What a step is judged by. */
export interface Judging {
  readonly operation: Operation;
  readonly place: Place;
  readonly facts: StepFacts;
  /** Epoch seconds on the server's clock. */
  readonly now: number;
}

/** A robot that has nothing yet, so that all of `wanted` is new to it. */
const blankOf = (wanted: Robot): Robot => ({ ...wanted, description: '', permissions: [] });

const everythingOf = ({ description, duration, permissions }: Robot): RobotEdit => ({
  description,
  duration,
  permissions,
});

/** What speaks against making this robot. */
function findingsOf(step: StepRecord, wanted: Robot, judging: Judging): Finding[] {
  const { task, seen } = step;
  const fresh = blankOf(wanted);
  const situation: Situation = {
    ...judging,
    task,
    seen,
    fresh,
    edit: everythingOf(wanted),
    expected: wanted,
  };
  return preflight(situation);
}

function leftOut(dropped: readonly string[], { instanceName, version }: Place): Finding[] {
  if (dropped.length === 0) return [];
  const pairs = dropped.join(', ');
  return [
    warning('left-out', `${instanceName} (Harbor ${version}) does not have ${pairs}: left out.`),
  ];
}

/** Plans a new robot by what its Harbor is like now, and says what speaks against it. */
export function judgeCreation(
  step: StepRecord,
  { definition, place: { project }, leaveOut }: CreateTask,
  judging: Judging,
): Finding[] {
  const { place, now } = judging;
  const { prefix } = place;
  const projectId = place.projectIds.get(project) ?? null;
  const whole = wantedRobot(definition, { project, projectId, prefix, now });
  const { kept, dropped } = leaveOut
    ? withoutStale(whole.permissions, place.accepted)
    : { kept: whole.permissions, dropped: [] };
  const wanted = { ...whole, permissions: kept };
  step.wanted = wanted;
  return [...findingsOf(step, wanted, judging), ...leftOut(dropped, place)];
}

/** Plans a robot that is made again by how it is now, and says what speaks against making it. */
export function judgeRecreation(step: StepRecord, fresh: Robot, judging: Judging): Finding[] {
  const { operation, place, now } = judging;
  const { prefix } = place;
  if (step.task.kind === 'recreate' && operation.kind === 'recreate') {
    step.task = { ...step.task, definition: definitionAgain(fresh, operation, place) };
  }
  step.wanted = null;
  const wanted = madeBy({ ...step, seen: fresh }, { prefix, now });
  step.wanted = wanted;
  return wanted === null ? [] : findingsOf(step, wanted, judging);
}
