import { asAppError, readRobotNow } from '../harbors.ts';
import type { StepRecord } from '../plan-record.ts';
import { end } from './step-end.ts';
import { type After, Halt, isHalting, orHalt, type StepMeans, wasNeverSent } from './step-means.ts';

/**
 * Reads the robot of a step before anything is sent; null where it is gone. A reading that is
 * refused ends a step of which nothing was sent yet. Throws Halt.
 */
export async function readFirst(
  step: StepRecord,
  { client, requireAllowed }: Pick<StepMeans, 'client' | 'requireAllowed'>,
): Promise<After | 'ended'> {
  try {
    requireAllowed();
    return await readRobotNow(client, step.fresh ?? step.seen);
  } catch (thrown) {
    const error = asAppError(thrown);
    const wasBegun = step.status === 'running';
    if (isHalting(error) || wasNeverSent(error) || wasBegun) throw new Halt(error);
    end(step, 'refused', error);
    return 'ended';
  }
}

/** What is noted of a step before a request of it leaves. */
type Intent = Partial<Pick<StepRecord, 'secret' | 'made' | 'sentAt'>>;

/**
 * Keeps a step as running and sent, with what is to be known of it after a crash, before a
 * request of it leaves. Throws Halt, with the step as it was before.
 */
export async function keepRunning(
  step: StepRecord,
  intent: Intent,
  { keepIntent }: Pick<StepMeans, 'keepIntent'>,
): Promise<void> {
  const { status, wasSent, secret, made, sentAt } = step;
  Object.assign(step, intent, { status: 'running', wasSent: true });
  try {
    await orHalt(keepIntent);
  } catch (thrown) {
    Object.assign(step, { status, wasSent, secret, made, sentAt });
    throw thrown;
  }
}
