import type { Robot } from '../../../shared/robots/robot.ts';
import type { Given } from './give-secret.ts';
import { asAppError, readRobotNow } from '../harbors.ts';
import type { StepRecord } from '../plan-record.ts';
import { addNote, end, noteDifferences } from './step-end.ts';
import type { After, StepMeans } from './step-means.ts';

/** A login that is refused although Harbor took the secret. */
const NOT_ACCEPTED = {
  field: 'secret',
  planned: 'the new one',
  found: 'Harbor refuses a login with the new one',
};

/**
 * Ends a step after its secret was given: reads the robot again and says what differs. A reading
 * that fails takes nothing from what was proven.
 * @param given not `refused`
 */
export async function endGiven(
  step: StepRecord,
  given: Exclude<Given, { kind: 'refused' }>,
  { expected, robot }: { readonly expected: Robot; readonly robot: Robot },
  { client }: Pick<StepMeans, 'client'>,
): Promise<After> {
  let after: After = null;
  try {
    after = await readRobotNow(client, robot);
    noteDifferences(step, expected, after?.robot ?? null);
  } catch (thrown) {
    addNote(step, 'unread', `It was not read again afterwards: ${asAppError(thrown).message}`);
  }
  if (given.kind === 'unknown') {
    end(step, 'unknown', given.error);
    return after;
  }
  if (given.kind === 'not-accepted') step.differs = [...step.differs, NOT_ACCEPTED];
  end(step, step.differs.length === 0 ? 'done' : 'differs');
  return after;
}
