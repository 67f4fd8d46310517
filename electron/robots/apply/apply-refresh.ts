import { AppError } from '../../../shared/contract/errors.ts';
import { differences } from '../../../shared/robots/changes/differences.ts';
import { expectedAfter } from '../../../shared/robots/changes/expected.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { sendChange } from './apply-change.ts';
import { beginSecret, dropSecret, hasSecret } from './begin-secret.ts';
import { endGiven } from './end-given.ts';
import { giveSecret } from './give-secret.ts';
import type { StepRecord, StepTask } from '../plan-record.ts';
import { keepRunning, readFirst } from './read-first.ts';
import { changesNothing } from '../situation.ts';
import {
  changed,
  end,
  gone,
  noteDifferences,
  refuseChanged,
  secretLost,
  withRemark,
} from './step-end.ts';
import { type After, Halt, type StepMeans } from './step-means.ts';

type RefreshTask = Extract<StepTask, { kind: 'refresh' }>;

const isLike = (one: Robot | null, other: Robot): boolean =>
  one !== null && differences(one, other).length === 0;

/** What Harbor is to hold once it is renewed. */
const renewed = ({ fresh, edit, seen }: StepRecord): Robot =>
  expectedAfter(fresh ?? seen, edit ?? {});

/**
 * Ends a step without a secret that Harbor never saw.
 * @returns the robot as it was last seen
 */
async function endWithout(step: StepRecord, means: StepMeans, after: After): Promise<After> {
  await dropSecret(step, means);
  return after;
}

/** Renews first where that is wanted. Null where the step has ended. Throws Halt. */
async function renew(step: StepRecord, now: NonNullable<After>, means: StepMeans): Promise<After> {
  const { edit } = step;
  if (edit === null || changesNothing(now.robot, edit)) return now;
  await keepRunning(step, {}, means);
  let sent;
  try {
    sent = await sendChange(step, means.client);
  } catch (thrown) {
    // Nothing of the secret was sent either: it waits with the step.
    if (thrown instanceof Halt) Object.assign(step, { status: 'planned', wasSent: false });
    throw thrown;
  }
  switch (sent.kind) {
    case 'refused':
      end(step, 'refused', sent.error);
      return null;
    case 'unknown':
      noteDifferences(step, renewed(step), sent.after?.robot ?? null);
      end(step, 'unknown', sent.error);
      return null;
    default:
      return sent.after;
  }
}

/**
 * Gives a robot a new secret, and renews it before where that is wanted. The secret is in the
 * keychain before Harbor hears of it.
 * Throws Halt; nothing is lost then, and the step can be carried on.
 */
export async function applyRefresh(
  step: StepRecord,
  { choice }: RefreshTask,
  means: StepMeans,
): Promise<After> {
  const isResumed = step.status === 'running';
  const now = await readFirst(step, means);
  if (now === 'ended') return null;
  if (now === null) {
    end(step, 'refused', gone());
    return endWithout(step, means, null);
  }
  const wasSecretSent = step.secret !== null && step.secret.phase !== 'intended';
  if (!wasSecretSent) {
    const isAsKnown =
      isLike(step.fresh, now.robot) || (isResumed && isLike(now.robot, renewed(step)));
    if (!isAsKnown) {
      if (isResumed) end(step, 'unknown', changed());
      else refuseChanged(step, now.robot);
      return endWithout(step, means, now);
    }
    if (!isResumed) step.fresh = now.robot;
    if (!(await beginSecret(step, choice, means))) return now;
  } else if (!hasSecret(step, means)) {
    end(step, 'unknown', secretLost());
    return now;
  }
  const expected = renewed(step);
  const before = wasSecretSent ? now : await renew(step, now, means);
  const { secret } = step;
  if (before === null) return endWithout(step, means, null);
  if (secret === null) throw new AppError('internal', 'A step without its secret.');
  const given = await giveSecret(step, secret, before.robot, means);
  if (given.kind === 'refused') {
    const wasRenewed = step.fresh !== null && !isLike(step.fresh, expected);
    const remark = 'The robot was renewed before that, and has its old secret still.';
    end(step, 'refused', wasRenewed ? withRemark(given.error, remark) : given.error);
    return endWithout(step, means, before);
  }
  return endGiven(step, given, { expected, robot: before.robot }, means);
}
