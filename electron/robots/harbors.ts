import { AppError } from '../../shared/contract/errors.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import type { HarborClient, HarborRobot, Identity } from '../harbor/types.ts';
import type { InstanceBook } from '../instances/book.ts';
import type { SecretProtocol, SecretVault } from '../keychain/robot-secrets.ts';
import type { Log } from '../log/log.ts';
import type { ExportsAhead } from '../secret-exports/exports-ahead.ts';
import type { createLoginGates } from '../sync/login-gate.ts';

/** What changing robots stands on. */
export interface CommandPorts {
  readonly inventory: Inventory;
  readonly book: Pick<InstanceBook, 'instance' | 'all'>;
  readonly clientFor: (instanceId: string) => Promise<HarborClient>;
  /** This login was refused, and nothing may be sent with it until the user acts. */
  readonly isLoginStopped: (instanceId: string) => boolean;
  /** Passwords of these instances' logins that are asked for each time. */
  readonly passwords: {
    /** Throws `login-needed` where one was not entered, or is forgotten. */
    require(instanceIds: readonly string[]): void;
    /** Somebody would have to sign in there through the provider first. */
    isSignedOut(instanceId: string): boolean;
    /** Who is signed in there, or whose login it is; '' where nobody knows. */
    userOf(instanceId: string): string;
    /** None of them is forgotten until the function it returns is called. */
    keep(instanceIds: readonly string[]): () => void;
  };
  /** Epoch seconds. */
  readonly now: () => number;
  readonly onRowsChanged: (instanceId: string) => void;
  readonly secrets: SecretProtocol & Pick<SecretVault, 'list'>;
  /** Files that new secrets go to. */
  readonly exports: ExportsAhead;
  readonly log: Log;
}

/** Instances of which one signs in at a time until their login is proven. */
export type LoginGates = ReturnType<typeof createLoginGates>;

const loginStopped = (name: string): AppError =>
  new AppError(
    'login-stopped',
    `The login of ${name} was refused before, so nothing is sent there. Check its password.`,
  );

/** Whether the instance is among those that the user has still. */
export const isKnown = ({ book }: Pick<CommandPorts, 'book'>, instanceId: string): boolean =>
  book.all().instances.some(({ id }) => id === instanceId);

const instanceRemoved = (): AppError =>
  new AppError(
    'unknown-item',
    'The instance of these robots was removed from Purser, so nothing can be sent there. Close this plan; to go on, add the instance again and plan anew.',
  );

/**
 * Does something with a client whose login is proven, and closes it afterwards. Throws what
 * connecting throws, and `login-stopped`.
 */
export async function withHarbor<T>(
  ports: CommandPorts,
  gates: LoginGates,
  instanceId: string,
  act: (client: HarborClient, identity: Identity) => Promise<T>,
): Promise<T> {
  if (!isKnown(ports, instanceId)) throw instanceRemoved();
  const { loginId, name } = ports.book.instance(instanceId);
  if (ports.isLoginStopped(instanceId)) throw loginStopped(name);
  const pass = gates.enter(loginId);
  let client: HarborClient | null = null;
  try {
    const opened = await ports.clientFor(instanceId);
    client = opened;
    const identity = await pass.prove(() => opened.identity());
    return await act(opened, identity);
  } finally {
    pass.leave();
    // A sign-out that fails harms nobody: the session ends by itself.
    await client?.close().catch(() => undefined);
  }
}

/**
 * One robot as it is now, null if it is gone. Its project is taken from what is known, because
 * Harbor's answer does not say it.
 */
export async function readRobotNow(
  client: HarborClient,
  known: Robot,
  signal?: AbortSignal,
): Promise<HarborRobot | null> {
  const { projectId, projectName } = known;
  const listing = projectId === null ? ({ level: 'system' } as const) : { projectId };
  try {
    const { robot, raw } = await client.robot(known.id, listing, signal);
    return {
      raw,
      robot: { ...robot, projectId, projectName: robot.projectName || projectName },
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found' && error.harbor !== null)
      return null;
    throw error;
  }
}

/** Any thrown value as an error for people. */
export const asAppError = (error: unknown): AppError =>
  error instanceof AppError
    ? error
    : new AppError('internal', 'The plan failed because of a fault in Purser.', { cause: error });
