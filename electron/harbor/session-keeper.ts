import { AppError } from '../../shared/contract/errors.ts';
import { mayPay, pays, type Ahead } from './login-cost.ts';
import {
  hasEnded,
  knock,
  sessionHeaders,
  signIn,
  signOut,
  type Send,
  type Session,
  type Target,
} from './session.ts';
import type { Answer, Exchange } from './exchange.ts';

/** A session in use. Each sign-in makes a new one, so that it is known which one ended. */
export interface Held {
  readonly session: Session;
}

/** Decides on a session for one client, holds it, renews it once, and ends it. */
export interface SessionKeeper {
  /** The session that requests use now, null for Basic. */
  readonly held: Held | null;
  /**
   * Takes a session if that is cheaper for the requests ahead. `withLogin` is the time of the
   * fastest request with a password, in milliseconds. Never throws for a session that cannot
   * be had: Basic goes on working.
   */
  consider(withLogin: number, ahead: Ahead, signal?: AbortSignal): Promise<void>;
  /** An answer shows that this session works. */
  worked(held: Held): void;
  /**
   * After a session has ended: signs in again, once; if that session ends at once too, there
   * is none any more and Basic takes over. Resolves to false if the password was refused.
   */
  renew(held: Held): Promise<boolean>;
  /** Signs out, within the time given in milliseconds. */
  end(timeout: number): Promise<void>;
}

export interface KeeperPorts {
  readonly target: Target;
  readonly send: Send;
  readonly username: string;
  readonly password: () => Promise<string>;
  /** Whether the answer to `/users/current` names the user that Basic was accepted for. */
  readonly isUs: (answer: Answer, exchange: Exchange) => boolean;
}

export function createSessionKeeper(ports: KeeperPorts): SessionKeeper {
  const { target, send } = ports;
  let held: Held | null = null;
  let isUseless = false;
  let renewedWithoutUse = false;
  let renewing: Promise<boolean> | null = null;

  const take = async (
    knocked: Answer,
    signal?: AbortSignal,
  ): Promise<'taken' | 'refused' | 'unable'> => {
    const who = { username: ports.username, password: await ports.password() };
    const result = await signIn(send, target, knocked, who, signal);
    if (typeof result === 'string') return result;
    held = { session: result.session };
    return 'taken';
  };

  const giveUp = (): void => {
    held = null;
    isUseless = true;
  };

  const leave = async (session: Session, signal?: AbortSignal): Promise<void> => {
    await send(signOut(target, session, signal)).catch(() => undefined);
  };

  /** A session that is not ours, or of which Harbor knows nothing at the next request, is no use. */
  const isAccepted = async ({ session }: Held, signal?: AbortSignal): Promise<boolean> => {
    const exchange: Exchange = {
      method: 'GET',
      path: `${target.basePath}/api/v2.0/users/current`,
      headers: { accept: 'application/json', ...sessionHeaders(session, target, 'GET') },
      signal,
    };
    const answer = await send(exchange);
    return !hasEnded(answer) && ports.isUs(answer, exchange);
  };

  const tryIn = async (withLogin: number, ahead: Ahead, signal?: AbortSignal): Promise<void> => {
    const knocked = await send(knock(target, signal));
    // Where opening a connection cannot be told from Harbor's time, the password may cost less.
    if (!pays(withLogin, knocked.served ?? knocked.elapsed, ahead)) return;
    if (knocked.status !== 200) return;
    const result = await take(knocked, signal);
    const taken = held;
    if (result !== 'taken' || taken === null) return giveUp();
    if (await isAccepted(taken, signal)) return;
    giveUp();
    await leave(taken.session, signal);
  };

  const signInAgain = async (): Promise<boolean> => {
    const result = await take(await send(knock(target)));
    renewedWithoutUse = true;
    if (result === 'unable') giveUp();
    return result !== 'refused';
  };

  return {
    get held() {
      return held;
    },
    async consider(withLogin, ahead, signal) {
      if (isUseless || held !== null || !mayPay(withLogin, ahead)) return;
      try {
        await tryIn(withLogin, ahead, signal);
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
        giveUp();
      }
    },
    worked(used) {
      if (used === held) renewedWithoutUse = false;
    },
    async renew(ended) {
      if (ended !== held) return true;
      if (renewing === null && renewedWithoutUse) {
        giveUp();
        return true;
      }
      renewing ??= signInAgain().finally(() => {
        renewing = null;
      });
      return renewing;
    },
    async end(timeout) {
      const limit = new AbortController();
      const isUp = new Promise<void>((resolve) => {
        limit.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      const timer = setTimeout(() => limit.abort(), timeout);
      await Promise.race([renewing?.catch(() => undefined), isUp]);
      const last = held;
      held = null;
      if (last !== null) await leave(last.session, limit.signal);
      clearTimeout(timer);
    },
  };
}
