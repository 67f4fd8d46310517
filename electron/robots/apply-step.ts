import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';
import { differences } from '../../shared/robots/changes/differences.ts';
import { updateBody } from '../../shared/robots/changes/update-body.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import { FIELD_NAMES, valueText } from '../../shared/robots/changes/words.ts';
import type { HarborClient, HarborRobot } from '../harbor/types.ts';
import { asAppError, readRobotNow } from './harbors.ts';
import { noteChanged } from './answers.ts';
import type { StepRecord } from './plan-record.ts';
import { changesNothing } from './situation.ts';
import { expectedOf } from './step-view.ts';

/** What sending one step needs. */
export interface StepMeans {
  readonly client: HarborClient;
  /** Throws `locked-here` as soon as nothing may be changed there any more. */
  readonly requireUnlocked: () => void;
  /** Resolves when the step is on the disk as it is. */
  readonly keepIntent: () => Promise<void>;
}

/** Nothing can be sent there until somebody acts, so the step waits. */
export class Halt extends Error {
  readonly reason: AppError;
  constructor(reason: AppError) {
    super(reason.message);
    this.reason = reason;
  }
}

const HALTING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'login-refused',
  'login-needed',
  'login-stopped',
  'harbor-read-only',
  'locked-here',
  'keychain-failed',
  'keychain-locked',
  'keychain-missing',
  'tls-changed',
  'cancelled',
]);

/** Whether nobody can say if Harbor applied the change (`HarborClient.updateRobot`). */
const isOpenQuestion = ({ requestId, harbor, code }: AppError): boolean =>
  requestId !== null && harbor === null && !HALTING.has(code);

type After = HarborRobot | null;

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

function end(step: StepRecord, status: StepRecord['status'], error: AppError | null = null): void {
  step.status = status;
  step.error = error?.toShape() ?? null;
}

const gone = (): AppError =>
  new AppError('not-found', 'Harbor does not have this robot any more, so nothing was sent.');

const changed = (): AppError =>
  new AppError(
    'conflict',
    'It was changed at Harbor since this plan was checked, so nothing was sent.',
  );

/** Writes down where a robot differs from what was planned. */
function noteDifferences(step: StepRecord, found: Robot | null): void {
  const expected = expectedOf(step);
  step.found = found;
  if (expected === null || found === null) return;
  step.differs = differences(found, expected).map((field) => ({
    field: FIELD_NAMES[field],
    planned: valueText(field, expected),
    found: valueText(field, found),
  }));
}

/** Refuses a step because the robot is not as it was when the plan was checked. */
function refuseChanged(step: StepRecord, now: Robot): void {
  noteChanged(step, now);
  end(step, 'refused', changed());
}

/** Sends it once; the request ids of success and failure are kept. */
async function send(step: StepRecord, client: HarborClient): Promise<AppError | null> {
  const { fresh, edit, seen } = step;
  try {
    const id =
      edit === null || fresh === null
        ? await client.deleteRobot(seen.id)
        : await client.updateRobot(updateBody(fresh, edit));
    if (id !== null) step.requestIds.push(id);
    return null;
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error.requestId !== null) step.requestIds.push(error.requestId);
    return error;
  }
}

/** What is there now, where that decides what became of a change. Throws the client's errors. */
const lookAfter = (step: StepRecord, client: HarborClient): Promise<After> =>
  readRobotNow(client, step.fresh ?? step.seen);

const unknown = (step: StepRecord, error: AppError): void => end(step, 'unknown', error);

const UNSURE = 'Whether it was applied could not be found out.';
const AS_BEFORE = 'The robot was as before when it was looked at afterwards.';

const withoutAnswer = (cause: AppError, found = UNSURE): AppError =>
  new AppError(cause.code, `${cause.message} ${found}`, cause.toShape());

/** Sends a step, and once more where the first change is proven not to have arrived. */
async function sendAndLook(step: StepRecord, client: HarborClient): Promise<After> {
  let lost: AppError | null = null;
  for (let turn = 1; ; turn += 1) {
    const error = await send(step, client);
    const isGone = step.edit === null && lost !== null && error?.code === 'not-found';
    if (error !== null && !isGone && !isOpenQuestion(error)) {
      const wasSentBefore = lost !== null;
      if (!wasSentBefore && (HALTING.has(error.code) || error.requestId === null)) {
        step.wasSent = false;
        end(step, 'planned');
        throw new Halt(error);
      }
      if (error.requestId === null) {
        unknown(step, withoutAnswer(error));
        return null;
      }
      end(step, 'refused', error);
      return null;
    }
    let after: After;
    try {
      after = await lookAfter(step, client);
    } catch (thrown) {
      unknown(step, withoutAnswer(error ?? asAppError(thrown)));
      return null;
    }
    const result = compare(step, after);
    if (error === null || isGone) {
      noteDifferences(step, after?.robot ?? null);
      end(step, result === 'applied' ? 'done' : 'differs');
      return after;
    }
    lost = error;
    if (result === 'applied') {
      noteDifferences(step, after?.robot ?? null);
      end(step, 'done');
      return after;
    }
    if (result === 'other' || turn > 1) {
      noteDifferences(step, after?.robot ?? null);
      unknown(step, withoutAnswer(error, result === 'untouched' ? AS_BEFORE : UNSURE));
      return after;
    }
  }
}

/**
 * Carries out one step: reads the robot, compares it with what was checked, keeps the intent,
 * sends, reads back. Its record says afterwards how it went.
 * @returns the robot as it was last seen, null where it is gone or was not read
 * Throws Halt where nothing can be sent until somebody acts; the step is then `planned` still.
 */
export async function applyStep(step: StepRecord, means: StepMeans): Promise<After> {
  const { client, requireUnlocked, keepIntent } = means;
  const isResumed = step.status === 'running';
  let now: After;
  try {
    requireUnlocked();
    now = await lookAfter(step, client);
  } catch (thrown) {
    const error = asAppError(thrown);
    if (HALTING.has(error.code) || error.requestId === null || isResumed) throw new Halt(error);
    end(step, 'refused', error);
    return null;
  }
  if (isResumed) {
    const result = compare(step, now);
    if (result !== 'untouched') {
      noteDifferences(step, now?.robot ?? null);
      if (result === 'applied') end(step, 'done');
      else unknown(step, changed());
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
  step.status = 'running';
  step.wasSent = true;
  try {
    await keepIntent();
  } catch (thrown) {
    if (!isResumed) {
      step.wasSent = false;
      step.status = 'planned';
    }
    throw new Halt(asAppError(thrown));
  }
  return sendAndLook(step, client);
}
