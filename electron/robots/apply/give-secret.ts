import type { AppError } from '../../../shared/contract/errors.ts';
import type { SecretState } from '../../../shared/contract/secrets.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import type { StepRecord, StepSecret } from '../plan-record.ts';
import { type Proof, proveSecret, type Trial, tryTaken } from './prove-secret.ts';
import { keepRunning } from './read-first.ts';
import { noteRequest } from './send-surely.ts';
import { addNote, withRemark } from './step-end.ts';
import {
  Halt,
  isHalting,
  isOpenQuestion,
  orHalt,
  type StepMeans,
  wasNeverSent,
} from './step-means.ts';

/** Times that one secret is sent at most while no answer comes. */
const MOST_SENDINGS = 3;

const UNTRIED =
  'Harbor took the new secret, which is kept here, but it could not be tried at a login. Test it when Harbor answers again.';

/** What became of giving a robot its secret. */
export type Given =
  /** It is the robot's, and kept here as such. */
  | { readonly kind: 'promoted' }
  /** Harbor surely does not have it; it is kept as pending still. */
  | { readonly kind: 'refused'; readonly error: AppError }
  /** Harbor took it, and refuses it at a login. It stays pending. */
  | { readonly kind: 'not-accepted' }
  /** Nobody knows. It stays pending. */
  | { readonly kind: 'unknown'; readonly error: AppError };

type Answer =
  | { readonly kind: 'taken'; readonly secret: string }
  | { readonly kind: 'refused' | 'lost'; readonly error: AppError };

/** Sends the secret until an answer comes, at most three times: repeating it does no harm. */
async function send(
  step: StepRecord,
  robotId: number,
  secret: string,
  { client, pause }: StepMeans,
): Promise<Answer> {
  let other: string | null = null;
  for (let turn = 1; ; turn += 1) {
    const error = await noteRequest(step, async () => {
      const answer = await client.refreshSecret(robotId, secret);
      other = answer.secret;
      return answer.requestId;
    });
    if (error === null) return { kind: 'taken', secret: other ?? secret };
    if (!isOpenQuestion(error)) return { kind: turn === 1 ? 'refused' : 'lost', error };
    if (turn >= MOST_SENDINGS) return { kind: 'lost', error };
    await pause(turn);
  }
}

/** Makes a secret the robot's own in the vault. Throws Halt. */
export async function promote(
  step: StepRecord,
  { handle }: StepSecret,
  proof: Trial,
  { secrets, now }: StepMeans,
): Promise<Given> {
  if (proof.kind === 'untested') {
    addNote(step, 'unverified', `${proof.why}, so the new secret was not tried at a login.`);
  }
  await orHalt(() => secrets.promote(handle, { verified: proof.kind === 'accepted', at: now() }));
  step.secret = { handle, phase: 'promoted' };
  return { kind: 'promoted' };
}

/** What a login, or none, makes of a secret that Harbor took. Throws Halt. */
export function conclude(
  step: StepRecord,
  begun: StepSecret,
  proof: Proof,
  means: StepMeans,
): Given | Promise<Given> {
  switch (proof.kind) {
    case 'refused':
      return { kind: 'not-accepted' };
    case 'unanswered':
      return { kind: 'unknown', error: withRemark(proof.error, UNTRIED) };
    default:
      return promote(step, begun, proof, means);
  }
}

const isOwn = (state: SecretState | undefined): boolean =>
  state === 'new' || state === 'kept' || state === 'outdated';

/**
 * Gives a robot the secret that the step has begun with: notes that it leaves, sends it, tries it
 * at a login, and keeps it as the robot's own. A step that was interrupted here looks first
 * whether Harbor has it already.
 * @param robot as last read
 * Throws Halt; the step can be carried on then.
 */
export async function giveSecret(
  step: StepRecord,
  begun: StepSecret,
  robot: Robot,
  means: StepMeans,
): Promise<Given> {
  const { secrets, requireAllowed } = means;
  const { handle } = begun;
  if (isOwn(secrets.find(handle)?.state)) {
    step.secret = { handle, phase: 'promoted' };
    return { kind: 'promoted' };
  }
  const secret = await orHalt(async () => {
    requireAllowed();
    return secrets.read(handle);
  });
  const wasSent = begun.phase !== 'intended';
  if (wasSent) {
    const proof = await proveSecret(robot, secret, means);
    if (proof.kind === 'accepted') return promote(step, begun, proof, means);
  }
  const before = { secret: begun, status: step.status, wasSent: step.wasSent };
  const sent: StepSecret = { handle, phase: 'sent' };
  await keepRunning(step, { secret: sent }, means);

  const answer = await send(step, robot.id, secret, means);
  if (answer.kind === 'taken') {
    if (answer.secret !== secret) await orHalt(() => secrets.replace(handle, answer.secret));
    return conclude(step, sent, await tryTaken(robot, answer.secret, means), means);
  }
  const { error } = answer;
  const isFirst = answer.kind === 'refused' && !wasSent;
  if (isFirst && (isHalting(error) || wasNeverSent(error))) {
    Object.assign(step, before);
    throw new Halt(error);
  }
  if (isFirst) return { kind: 'refused', error };
  // Nobody can be asked any more at this moment; the record says where to go on.
  if (isHalting(error) || wasNeverSent(error)) throw new Halt(error);
  const proof = await proveSecret(robot, secret, means);
  if (proof.kind === 'accepted') return promote(step, sent, proof, means);
  const isSure = proof.kind === 'refused' && error.harbor !== null;
  return isSure
    ? { kind: 'refused', error }
    : {
        kind: 'unknown',
        error: withRemark(error, 'Whether the robot has the new secret could not be found out.'),
      };
}
