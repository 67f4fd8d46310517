import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/contract/errors.ts';
import type { KnownRobot } from '../../shared/inventory/inventory.ts';
import { refusesEverySecret } from '../keychain/refuses-every-secret.ts';
import type { ProveRobot } from '../keychain/robot-secrets.ts';

/** Seconds that a secret is held after it was last used. */
const HELD_FOR = 30 * 60;

/** A secret that somebody typed in, with the robot that Harbor let in with it. */
export interface TypedSecret {
  readonly instanceId: string;
  readonly robot: KnownRobot['robot'];
  readonly secret: string;
}

/** Secrets that were typed in to be exported, in memory alone. */
export interface TypedIn {
  /** Throws AppError `not-allowed` where Harbor refuses it, or could not tell. */
  add(known: KnownRobot, secret: string): Promise<string>;
  /** Null where there is none under this handle any more. */
  read(handle: string): TypedSecret | null;
  end(): void;
}

export interface TypedInPorts {
  readonly prove: ProveRobot;
  /** Told every secret, so that the log can hide it. */
  readonly remember: (secret: string) => void;
  /** Epoch seconds. */
  readonly now: () => number;
}

const notAllowed = (message: string): AppError => new AppError('not-allowed', message);

/** Holds secrets that were typed in, once Harbor took them. */
export const createTypedIn = ({ prove, remember, now }: TypedInPorts): TypedIn => {
  const held = new Map<string, { readonly typed: TypedSecret; readonly timer: NodeJS.Timeout }>();

  const hold = (handle: string, typed: TypedSecret): void => {
    clearTimeout(held.get(handle)?.timer);
    const timer = setTimeout(() => held.delete(handle), HELD_FOR * 1_000);
    timer.unref();
    held.set(handle, { typed, timer });
  };

  return {
    add: async (known, secret) => {
      remember(secret);
      const { gone, instanceId, robot } = known;
      if (gone) throw notAllowed(`${robot.name} is not at Harbor any more.`);
      const untold = refusesEverySecret(robot, robot.name, now());
      if (untold !== null) throw notAllowed(untold);
      if ((await prove(instanceId, robot.name, secret)) === 'refused') {
        throw notAllowed(`Harbor refused it: this is not the secret of ${robot.name}.`);
      }
      const handle = randomUUID();
      hold(handle, { instanceId, robot, secret });
      return handle;
    },
    read: (handle) => {
      const found = held.get(handle);
      if (found === undefined) return null;
      hold(handle, found.typed);
      return found.typed;
    },
    end: () => {
      for (const { timer } of held.values()) clearTimeout(timer);
      held.clear();
    },
  };
};
