import { AppError } from '../../../shared/contract/errors.ts';
import { asAppError } from '../harbors.ts';
import type { StepRecord } from '../plan-record.ts';
import { withRemark } from './step-end.ts';
import { type After, Halt, isHalting, isOpenQuestion, wasNeverSent } from './step-means.ts';

/** A change that can be looked at afterwards. */
export interface SureChange {
  /** Sends it once; answers the request id. */
  readonly send: () => Promise<string | null>;
  /** What is there now. Throws the client's errors. */
  readonly look: () => Promise<After>;
  /** `untouched`: as it was before. */
  readonly judge: (after: After) => 'applied' | 'untouched' | 'other';
  /** A robot that is gone when it is sent again was taken away by the first one. */
  readonly deletes: boolean;
}

/** What became of a change. */
export type Sent =
  | { readonly kind: 'applied' | 'other'; readonly after: After }
  | { readonly kind: 'refused'; readonly error: AppError }
  | { readonly kind: 'unknown'; readonly error: AppError; readonly after: After };

const UNSURE = 'Whether it was applied could not be found out.';
const AS_BEFORE = 'The robot was as before when it was looked at afterwards.';

/** Sends a request and keeps its id, of success and failure alike. */
export async function noteRequest(
  step: StepRecord,
  send: () => Promise<string | null>,
): Promise<AppError | null> {
  try {
    const id = await send();
    if (id !== null) step.requestIds.push(id);
    return null;
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error.requestId !== null) step.requestIds.push(error.requestId);
    return error;
  }
}

const unknown = (error: AppError, after: After = null, remark = UNSURE): Sent => ({
  kind: 'unknown',
  error: withRemark(error, remark),
  after,
});

/**
 * Harbor answers 404 also where the robot is there: for a project that it names (2.2 and newer),
 * and for a refreshed legacy robot that is to be deleted.
 */
async function aboutRobot(error: AppError, { look }: SureChange): Promise<AppError> {
  if (error.code !== 'not-found') return error;
  const after = await look().catch(() => null);
  if (after === null) return error;
  const message = `${error.message} The robot itself is there still.`;
  return new AppError('bad-request', message, error.toShape());
}

/**
 * Sends a change, and once more where the first is proven not to have arrived; then looks at what
 * is there. Throws Halt where it surely was not applied and nothing can be sent until somebody
 * acts.
 */
export async function sendSurely(step: StepRecord, change: SureChange): Promise<Sent> {
  let lost: AppError | null = null;
  for (let turn = 1; ; turn += 1) {
    const error = await noteRequest(step, change.send);
    const isGone = change.deletes && lost !== null && error?.code === 'not-found';
    if (error !== null && !isGone && !isOpenQuestion(error)) {
      if (lost === null && (isHalting(error) || wasNeverSent(error))) throw new Halt(error);
      return wasNeverSent(error)
        ? unknown(error)
        : { kind: 'refused', error: await aboutRobot(error, change) };
    }
    let after: After;
    try {
      after = await change.look();
    } catch (thrown) {
      return unknown(error ?? asAppError(thrown));
    }
    const result = change.judge(after);
    if (error === null || isGone) {
      return { kind: result === 'applied' ? 'applied' : 'other', after };
    }
    lost = error;
    if (result === 'applied') return { kind: 'applied', after };
    if (result === 'other' || turn > 1) {
      return unknown(error, after, result === 'untouched' ? AS_BEFORE : UNSURE);
    }
  }
}
