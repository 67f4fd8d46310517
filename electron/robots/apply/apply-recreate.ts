import { differences } from '../../../shared/robots/changes/differences.ts';
import { beginSecret, dropSecret } from './begin-secret.ts';
import { finishMade } from './finish-made.ts';
import { readRobotNow } from '../harbors.ts';
import { type EndWithout, makeRobot } from './make-robot.ts';
import type { RecreateTask, StepRecord } from '../plan-record.ts';
import { keepRunning, readFirst } from './read-first.ts';
import { sendSurely } from './send-surely.ts';
import { end, gone, refuseChanged, withRemark } from './step-end.ts';
import { type After, Halt, orHalt, type StepMeans } from './step-means.ts';
import { makingOf } from '../plan/tasks.ts';

const DELETED =
  'The old robot is gone: it was deleted before that. What it was is in this plan; make it again as a new robot of the same name and permissions.';

/** Takes the robot away. True where it is gone, and the new one can be made. Throws Halt. */
async function takeAway(
  step: StepRecord,
  { choice }: RecreateTask,
  means: StepMeans,
): Promise<boolean> {
  const { client } = means;
  const { status, wasSent } = step;
  const now = await readFirst(step, means);
  if (now === 'ended') return false;
  // What an interrupted step has deleted is in its record.
  if (now === null && status === 'running') return true;
  if (now === null || step.fresh === null || differences(step.fresh, now.robot).length > 0) {
    if (now === null) end(step, 'refused', gone());
    else refuseChanged(step, now.robot);
    await dropSecret(step, means);
    return false;
  }
  if (!(await beginSecret(step, choice, means))) return false;
  await keepRunning(step, {}, means);
  let sent;
  try {
    sent = await sendSurely(step, {
      send: () => client.deleteRobot(step.seen.id),
      look: () => readRobotNow(client, now.robot),
      judge: (after) => (after === null ? 'applied' : 'untouched'),
      deletes: true,
    });
  } catch (thrown) {
    Object.assign(step, { status, wasSent });
    throw thrown;
  }
  if (!('error' in sent)) return true;
  // Whether it is gone is what has to be known before anything else is done.
  if (sent.kind === 'unknown' && sent.after === null) throw new Halt(sent.error);
  end(step, sent.kind, sent.error);
  await dropSecret(step, means);
  return false;
}

/**
 * Deletes a robot and makes it again with the same name and permissions. The record has all that
 * the second half needs before the first begins.
 * Throws Halt; the step can be carried on then.
 */
export async function applyRecreate(
  step: StepRecord,
  task: RecreateTask,
  means: StepMeans,
): Promise<After> {
  const wasAskedFor = step.made !== null || step.sentAt !== null;
  if (!wasAskedFor && !(await takeAway(step, task, means))) return null;
  const { instanceId, seen } = step;
  const { id: robotId, name, createdAt } = seen;
  await orHalt(() => means.secrets.deleted({ instanceId, robotId, name, createdAt }));
  const making = makingOf(step);
  if (making === null) throw new Error('A step that makes a robot says nothing of it.');
  const endWithout: EndWithout = (status, error) => {
    end(step, status === 'refused' ? 'differs' : status, withRemark(error, DELETED));
    const found = 'deleted, and not made again';
    if (status === 'refused') step.differs = [{ field: 'robot', planned: 'made again', found }];
  };
  const made = await makeRobot(step, making, task.choice, means, endWithout);
  return made === null ? null : finishMade(step, task.choice, made, means);
}
