import type { AppError, ErrorCode } from '../../../shared/contract/errors.ts';
import type { HarborClient, HarborRobot, Identity } from '../../harbor/types.ts';
import type { SecretProtocol } from '../../keychain/robot-secrets.ts';
import type { SharedSecrets } from './shared-secrets.ts';
import { asAppError } from '../harbors.ts';

/** What sending one step needs. */
export interface StepMeans {
  readonly client: HarborClient;
  readonly identity: Identity;
  readonly planId: string;
  /** Throws `locked-here` or `sign-in-ended` as soon as nothing may be changed there any more. */
  readonly requireAllowed: () => void;
  /** Resolves when the step is on the disk as it is. */
  readonly keepIntent: () => Promise<void>;
  readonly secrets: SecretProtocol;
  readonly shared: SharedSecrets;
  /** New secrets may be kept in memory alone: the user was told, and agreed. */
  readonly sessionOnly: boolean;
  /** Epoch seconds, our clock. */
  readonly now: () => number;
  /** Waits before a request is repeated, of growing and random length. @param turn from 1 */
  readonly pause: (turn: number) => Promise<void>;
}

/** A robot as it was last seen; null where it is gone or was not read. */
export type After = HarborRobot | null;

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
  'sign-in-ended',
  'harbor-read-only',
  'locked-here',
  'keychain-failed',
  'keychain-locked',
  'keychain-missing',
  'tls-changed',
  'cancelled',
]);

/** Whether everything else at this Harbor would fail for the same reason. */
export const isHalting = ({ code }: AppError): boolean => HALTING.has(code);

/** Whether an error says for sure that Harbor never saw the change. */
export const wasNeverSent = (error: AppError): boolean => error.requestId === null;

/** Whether nobody can say if Harbor applied the change (`HarborClient.updateRobot`). */
export const isOpenQuestion = (error: AppError): boolean =>
  error.requestId !== null && error.harbor === null && !isHalting(error);

/** Does something on this computer without which nothing can go on; its failure halts. */
export async function orHalt<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (thrown) {
    throw thrown instanceof Halt ? thrown : new Halt(asAppError(thrown));
  }
}
