import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import { updateBody } from '../../../shared/robots/changes/update-body.ts';
import { endGiven } from './end-given.ts';
import { conclude, type Given, giveSecret } from './give-secret.ts';
import { asAppError, readRobotNow } from '../harbors.ts';
import { dropSecret } from './begin-secret.ts';
import { type Made, NOBODY_KNOWS } from './make-robot.ts';
import type { StepRecord, StepSecret } from '../plan-record.ts';
import { proveSecret, tryTaken } from './prove-secret.ts';
import { noteRequest } from './send-surely.ts';
import { addNote, end, withRemark } from './step-end.ts';
import { type After, orHalt, type StepMeans } from './step-means.ts';

/** What a robot made by a robot's login has is kept already: it is tried, and promoted. */
async function keepHarbors(
  step: StepRecord,
  begun: StepSecret,
  { robot }: Made,
  means: StepMeans,
): Promise<Given> {
  const secret = await orHalt(() => means.secrets.read(begun.handle));
  return conclude(step, begun, await tryTaken(robot, secret, means), means);
}

/**
 * The robot did not get the secret that was meant for it: the one that Harbor gave it is kept
 * instead, if it is its own.
 */
async function fallBack(
  step: StepRecord,
  begun: StepSecret,
  given: Given,
  { robot, harborSecret }: Made,
  means: StepMeans,
): Promise<Given> {
  if (given.kind === 'promoted' || harborSecret === null) return given;
  const proof = await proveSecret(robot, harborSecret, means);
  const isItsOwn =
    proof.kind === 'accepted' || (given.kind === 'refused' && proof.kind !== 'refused');
  if (!isItsOwn) return given;
  await orHalt(() => means.secrets.replace(begun.handle, harborSecret));
  addNote(step, 'harbors-secret', 'It has the secret that Harbor chose, which is kept here.');
  return conclude(step, begun, proof, means);
}

/** Harbor makes every robot enabled; what cannot be disabled afterwards shows as a difference. */
async function disable(step: StepRecord, { robot }: Made, { client }: StepMeans): Promise<void> {
  try {
    const now = await readRobotNow(client, robot);
    if (now === null || now.robot.disabled) return;
    const body = updateBody(now.robot, { disabled: true });
    const error = await noteRequest(step, () => client.updateRobot(body));
    if (error !== null) addNote(step, 'not-disabled', error.message);
  } catch (thrown) {
    addNote(step, 'not-disabled', asAppError(thrown).message);
  }
}

/**
 * Gives a robot that was just made its secret, and says how the step ended. Throws Halt; the step
 * can be carried on then.
 */
export async function finishMade(
  step: StepRecord,
  choice: SecretChoice,
  made: Made,
  means: StepMeans,
): Promise<After> {
  const { secret } = step;
  if (secret === null) throw new Error('A robot was made without a secret in its record.');
  const { robot, wanted } = made;
  const isByRobot = means.identity.kind === 'robot';
  const first = isByRobot
    ? await keepHarbors(step, secret, made, means)
    : await giveSecret(step, secret, robot, means);
  const given = isByRobot ? first : await fallBack(step, secret, first, made, means);
  if (given.kind === 'refused') {
    end(step, 'unknown', withRemark(given.error, NOBODY_KNOWS));
    await dropSecret(step, means);
    return null;
  }
  if (wanted.disabled && given.kind === 'promoted' && !isByRobot) await disable(step, made, means);
  const after = await endGiven(step, given, { expected: wanted, robot }, means);
  const isOther = (isByRobot || given !== first) && choice.kind !== 'generate';
  if (isOther && given.kind === 'promoted') {
    const found = 'the one that Harbor chose';
    step.differs = [...step.differs, { field: 'secret', planned: 'the chosen one', found }];
    end(step, 'differs');
  }
  return after;
}
