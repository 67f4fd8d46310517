import { finishMade } from './finish-made.ts';
import { makeRobot } from './make-robot.ts';
import type { CreateTask, StepRecord } from '../plan-record.ts';
import type { After, StepMeans } from './step-means.ts';
import { makingOf } from '../plan/tasks.ts';

/**
 * Makes a robot and gives it its secret: Harbor ignores the one in a POST, so it follows by PATCH;
 * a robot's login cannot do that, and keeps the one of the answer.
 * Throws Halt; the step can be carried on then.
 */
export async function applyCreate(
  step: StepRecord,
  { choice }: CreateTask,
  means: StepMeans,
): Promise<After> {
  const making = makingOf(step);
  if (making === null) throw new Error('A step that makes a robot says nothing of it.');
  const made = await makeRobot(step, making, choice, means);
  return made === null ? null : finishMade(step, choice, made, means);
}
