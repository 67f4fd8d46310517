import { effectiveOffset, isExpired } from '../../../shared/robots/expiry/index.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { asAppError, readRobotNow } from '../harbors.ts';
import type { StepMeans } from './step-means.ts';

/** Whether a robot has a secret, by its own login; `untested` where that would say nothing. */
export type Proof =
  { readonly kind: 'accepted' | 'refused' } | { readonly kind: 'untested'; readonly why: string };

type ProofMeans = Pick<StepMeans, 'client' | 'now'>;

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
    return { kind: 'untested', why: asAppError(thrown).message.replace(/\.$/, '') };
  }
}
