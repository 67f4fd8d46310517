import { differences } from '../../../shared/robots/changes/differences.ts';
import { updateBody } from '../../../shared/robots/changes/update-body.ts';
import type { HarborClient } from '../../harbor/types.ts';
import { readRobotNow } from '../harbors.ts';
import type { StepRecord } from '../plan-record.ts';
import { keepRunning, readFirst } from './read-first.ts';
import { type Sent, sendSurely } from './send-surely.ts';
import { changesNothing } from '../situation.ts';
import { changed, end, gone, noteDifferences, refuseChanged } from './step-end.ts';
import type { After, StepMeans } from './step-means.ts';
import { expectedOf } from '../plan/step-view.ts';

/** How a robot that was looked at afterwards compares with what was sent. */
function compare(step: StepRecord, after: After): 'applied' | 'untouched' | 'other' {
  const expected = expectedOf(step);
  if (expected === null) return after === null ? 'applied' : 'untouched';
  if (after === null) return 'other';
  if (differences(after.robot, expected).length === 0) return 'applied';
  return step.fresh !== null && differences(after.robot, step.fresh).length === 0
    ? 'untouched'
    : 'other';
}

/** What is there now, where that decides what became of a change. Throws the client's errors. */
const lookAfter = (step: StepRecord, client: HarborClient): Promise<After> =>
  readRobotNow(client, step.fresh ?? step.seen);

/** Sends the change of a step: its edit, or taking the robot away. Throws Halt. */
export const sendChange = (step: StepRecord, client: HarborClient): Promise<Sent> => {
  const { fresh, edit, seen } = step;
  const deletes = edit === null || fresh === null;
  return sendSurely(step, {
    send: () =>
      deletes ? client.deleteRobot(seen.id) : client.updateRobot(updateBody(fresh, edit)),
    look: () => lookAfter(step, client),
    judge: (after) => compare(step, after),
    deletes,
  });
};

/** Ends a step by what became of its change. */
function endBy(step: StepRecord, sent: Sent): After {
  if (sent.kind === 'refused') {
    end(step, 'refused', sent.error);
    return null;
  }
  noteDifferences(step, expectedOf(step), sent.after?.robot ?? null);
  if (sent.kind === 'unknown') end(step, 'unknown', sent.error);
  else end(step, sent.kind === 'applied' ? 'done' : 'differs');
  return sent.after;
}

/**
 * Changes or deletes a robot: compares it with what was checked, keeps the intent, sends, reads
 * back.
 * @returns the robot as it was last seen, null where it is gone or was not read
 * Throws Halt where nothing can be sent until somebody acts; the step is then `planned` still.
 */
export async function applyChange(step: StepRecord, means: StepMeans): Promise<After> {
  const { client } = means;
  const isResumed = step.status === 'running';
  const read = await readFirst(step, means);
  if (read === 'ended') return null;
  const now = read;
  if (isResumed) {
    const result = compare(step, now);
    if (result !== 'untouched') {
      noteDifferences(step, expectedOf(step), now?.robot ?? null);
      if (result === 'applied') end(step, 'done');
      else end(step, 'unknown', changed());
      return now;
    }
  }
  if (now === null) {
    end(step, 'refused', gone());
    return null;
  }
  if (step.fresh === null || (!isResumed && differences(step.fresh, now.robot).length > 0)) {
    refuseChanged(step, now.robot);
    return now;
  }
  step.fresh = now.robot;
  if (changesNothing(step.fresh, step.edit)) {
    end(step, 'done');
    return now;
  }
  await keepRunning(step, {}, means);
  try {
    return endBy(step, await sendChange(step, client));
  } catch (thrown) {
    step.wasSent = false;
    end(step, 'planned');
    throw thrown;
  }
}
