import { AppError } from '../../../shared/contract/errors.ts';
import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import type { StepRecord } from '../plan-record.ts';
import { robotOf } from '../plan-record.ts';
import { end } from './step-end.ts';
import { orHalt, type StepMeans } from './step-means.ts';

const notKept = (): AppError =>
  new AppError(
    'unknown-item',
    'The secret of the robot that this one is cloned from is not kept here any more, so nothing was sent. Plan it again with a new secret.',
  );

const notHeld = (): AppError =>
  new AppError(
    'unknown-item',
    'The secret that was handed in is not held any more, so nothing was sent. Plan it again and hand it in again.',
  );

const notPrepared = (): AppError =>
  new AppError(
    'unknown-item',
    'No secret is prepared for this robot any more, so nothing was sent.',
  );

const isMissing = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'unknown-item';

/** Which secret a robot is to get; null for one that is made with the row. Throws AppErrors. */
async function chosenSecret(
  step: StepRecord,
  choice: Exclude<SecretChoice, { kind: 'prepared' }>,
  { secrets, shared }: StepMeans,
  makeFirst: () => Promise<string>,
): Promise<string | null> {
  switch (choice.kind) {
    case 'generate':
      return null;
    case 'one':
      return shared.get(choice, makeFirst);
    case 'own':
      return shared.get(choice, async () => {
        try {
          return await secrets.read(choice.handle);
        } catch (error) {
          throw isMissing(error) ? notHeld() : error;
        }
      });
    case 'kept': {
      const copyOf = step.task.kind === 'create' ? step.task.copyOf : null;
      const secret = copyOf === null ? null : await secrets.ofRobot(copyOf);
      if (secret === null) throw notKept();
      return secret;
    }
  }
}

/** Whether the secret that the record speaks of is still here. */
export const hasSecret = (step: StepRecord, { secrets }: Pick<StepMeans, 'secrets'>): boolean =>
  step.secret !== null && secrets.find(step.secret.handle) !== null;

/**
 * Makes the secret of a step, unless it has one: row and keychain entry are there afterwards, and
 * the record names it in memory. A secret that cannot be had ends the step as refused.
 * @returns false where the step has ended. Throws Halt.
 */
export async function beginSecret(
  step: StepRecord,
  choice: SecretChoice,
  means: StepMeans,
): Promise<boolean> {
  if (hasSecret(step, means)) return true;
  const { secrets, planId, sessionOnly } = means;
  const { instanceId, index } = step;
  const { id, name, createdAt } = robotOf(step);
  const copyOf = step.task.kind === 'create' ? step.task.copyOf : null;
  // What is to be made has no id yet, and was made at no time.
  const known = step.task.kind === 'refresh';
  const wish = {
    instanceId,
    robotId: known ? id : null,
    robotName: name,
    robotCreatedAt: known ? createdAt : 0,
    planId,
    step: index,
    sessionOnly,
    typedIn: choice.kind === 'own',
    ...(choice.kind === 'kept' && copyOf !== null ? { sharedWith: copyOf } : {}),
  };
  const begin = async (secret: string | null): Promise<void> => {
    step.secret = { handle: await secrets.begin(wish, secret), phase: 'intended' };
  };
  /** The first of several with one secret: theirs is the one that its own row is made with. */
  const makeFirst = async (): Promise<string> => {
    await begin(null);
    return secrets.read(step.secret?.handle ?? '');
  };
  /** Also one that was taken before the process ended, with the record of it unwritten. */
  const adopt = async (): Promise<void> => {
    const by = { planId, step: index };
    const handle = await secrets.adopt({ instanceId, robotId: id, name, createdAt }, by);
    if (handle === null) throw notPrepared();
    step.secret = { handle, phase: 'intended' };
  };
  step.secret = null;
  try {
    if (choice.kind === 'prepared') {
      await adopt();
      return true;
    }
    const chosen = await chosenSecret(step, choice, means, makeFirst);
    if (!hasSecret(step, means)) await begin(chosen);
    return true;
  } catch (error) {
    if (!isMissing(error)) return orHalt(() => Promise.reject(error as Error));
    end(step, 'refused', error as AppError);
    return false;
  }
}

/** Gives up a secret that Harbor surely does not have. A keychain that fails leaves it for later. */
export async function dropSecret(step: StepRecord, { secrets }: StepMeans): Promise<void> {
  if (step.secret === null) return;
  try {
    await secrets.drop(step.secret.handle);
    step.secret = null;
  } catch {
    // It stays listed as pending, where it can be forgotten.
  }
}
