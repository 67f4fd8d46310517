import type { AppError } from '../../../shared/contract/errors.ts';
import { effectiveOffset, isExpired } from '../../../shared/robots/expiry/index.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { asAppError, readRobotNow } from '../harbors.ts';
import { Halt, isHalting, type StepMeans, wasNeverSent } from './step-means.ts';

/** Whether a robot has a secret, by its own login. */
export type Proof =
  | { readonly kind: 'accepted' | 'refused' }
  /** The robot cannot log in whatever its secret is. */
  | { readonly kind: 'untested'; readonly why: string }
  /** Harbor could not be asked. */
  | { readonly kind: 'unanswered'; readonly error: AppError };

/** What a login has said of a secret that Harbor took. */
export type Trial = Exclude<Proof, { kind: 'unanswered' }>;

type ProofMeans = Pick<StepMeans, 'client' | 'now'>;

/** Times that a secret is tried at most while no answer comes. */
const MOST_TRIALS = 3;

/** Epoch seconds on the server's clock; ours where it does not say. Throws the client's errors. */
export async function serverNow({ client, now }: ProofMeans): Promise<number> {
  const { clockOffset } = await client.systemInfo();
  return now() + effectiveOffset(clockOffset);
}

/** Why a robot cannot log in whatever its secret is; '' if it can. */
async function closedWhy(robot: Robot, means: ProofMeans): Promise<string> {
  if (robot.disabled) return 'The robot is disabled';
  return isExpired(robot.expiresAt, await serverNow(means)) ? 'The robot is expired' : '';
}

/**
 * Signs in as a robot with a secret. Harbor refuses a disabled or expired robot in the same words
 * as a wrong secret, so those are not tested, and a refusal counts only for a robot that is still
 * open then. Never throws.
 * @param robot as last read
 */
export async function proveSecret(robot: Robot, secret: string, means: ProofMeans): Promise<Proof> {
  const { client } = means;
  try {
    const before = await closedWhy(robot, means);
    if (before !== '') return { kind: 'untested', why: before };
    if ((await client.proveRobot(robot.name, secret)) === 'accepted') return { kind: 'accepted' };
    const now = await readRobotNow(client, robot);
    if (now === null) return { kind: 'untested', why: 'The robot is gone' };
    const after = await closedWhy(now.robot, means);
    if (after !== '') return { kind: 'untested', why: after };
    // Renamed by a new prefix meanwhile.
    if (now.robot.name !== robot.name)
      return { kind: await client.proveRobot(now.robot.name, secret) };
    return { kind: 'refused' };
  } catch (thrown) {
    return { kind: 'unanswered', error: asAppError(thrown) };
  }
}

/**
 * Tries a secret that Harbor took until an answer comes, at most three times. It counts as the
 * robot's only after that (issue 4).
 * @param robot as last read
 * @returns `unanswered` where no answer came
 * Throws Halt where nobody can be asked until somebody acts; the step can be carried on then.
 */
export async function tryTaken(
  robot: Robot,
  secret: string,
  means: ProofMeans & Pick<StepMeans, 'pause'>,
): Promise<Proof> {
  for (let turn = 1; ; turn += 1) {
    const proof = await proveSecret(robot, secret, means);
    if (proof.kind !== 'unanswered') return proof;
    const { error } = proof;
    if (isHalting(error) || wasNeverSent(error)) throw new Halt(error);
    if (turn >= MOST_TRIALS) return proof;
    await means.pause(turn);
  }
}
