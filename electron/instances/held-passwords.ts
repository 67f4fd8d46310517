import { AppError } from '../../shared/contract/errors.ts';
import type { Clock } from '../sync/schedule.ts';
import type { SignIns } from '../sign-in/sign-ins.ts';
import type { InstanceBook } from './book.ts';

/** Seconds for which a password is held after it was entered. */
export const HELD_FOR = 15 * 60;

/**
 * Passwords of logins that are asked for when something is to be changed. They are in memory and
 * nowhere else; each is forgotten after 15 minutes, or when the last that uses it then is done.
 */
export interface HeldPasswords {
  hold(loginId: string, password: string): void;
  /** Null where it was never entered, or is forgotten. */
  get(loginId: string): string | null;
  /** Epoch seconds at which it will be forgotten; null where it is not held. */
  until(loginId: string): number | null;
  /** Keeps what is held of these until the function it returns is called. */
  keep(loginIds: readonly string[]): () => void;
  /** Forgets it at once, also where it is in use: who has it already goes on with it. */
  forget(loginId: string): void;
  /** Forgets all that nothing is using: the machine goes to sleep. */
  forgetIdle(): void;
  end(): void;
}

export interface HeldPasswordsPorts {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** Told every password, so that the log can hide it. */
  readonly remember: (secret: string) => void;
  /** The password of this login was entered, or is forgotten. */
  readonly onChanged: (loginId: string) => void;
}

interface Held {
  readonly password: string;
  readonly from: number;
  readonly stopTimer: () => void;
}

export function createHeldPasswords(ports: HeldPasswordsPorts): HeldPasswords {
  const { clock } = ports;
  const held = new Map<string, Held>();
  const users = new Map<string, number>();

  const forget = (loginId: string): void => {
    const one = held.get(loginId);
    if (one === undefined) return;
    one.stopTimer();
    held.delete(loginId);
    ports.onChanged(loginId);
  };

  /** A clock that was put back gives nobody more time. */
  const isOver = ({ from }: Held): boolean => Math.abs(clock.now() - from) >= HELD_FOR;
  const isUsed = (loginId: string): boolean => (users.get(loginId) ?? 0) > 0;

  /** Also where a timer was late, because the machine was asleep. */
  const forgetIfOver = (loginId: string): void => {
    const one = held.get(loginId);
    if (one !== undefined && isOver(one) && !isUsed(loginId)) forget(loginId);
  };

  return {
    hold(loginId, password) {
      ports.remember(password);
      held.get(loginId)?.stopTimer();
      const stopTimer = clock.after(HELD_FOR, () => forgetIfOver(loginId));
      held.set(loginId, { password, from: clock.now(), stopTimer });
      ports.onChanged(loginId);
    },
    get(loginId) {
      forgetIfOver(loginId);
      return held.get(loginId)?.password ?? null;
    },
    until(loginId) {
      forgetIfOver(loginId);
      const one = held.get(loginId);
      return one === undefined ? null : Math.floor(one.from + HELD_FOR);
    },
    keep(loginIds) {
      const ids = [...new Set(loginIds)];
      for (const id of ids) users.set(id, (users.get(id) ?? 0) + 1);
      let isKept = true;
      return () => {
        if (!isKept) return;
        isKept = false;
        for (const id of ids) {
          users.set(id, (users.get(id) ?? 1) - 1);
          if (!isUsed(id)) users.delete(id);
          forgetIfOver(id);
        }
      };
    },
    forget,
    forgetIdle() {
      for (const id of [...held.keys()]) if (!isUsed(id)) forget(id);
    },
    end() {
      for (const { stopTimer } of held.values()) stopTimer();
      held.clear();
    },
  };
}

/** The same by instance, for whoever is about to change something there. */
export function passwordsOf(
  book: Pick<InstanceBook, 'all'>,
  held: Pick<HeldPasswords, 'get' | 'keep'>,
  signIns: Pick<SignIns, 'who'>,
): {
  /**
   * Throws `login-needed`, with the instance, where a password has to be asked for, and
   * `sign-in-ended` where somebody has to sign in through the provider.
   */
  readonly require: (instanceIds: readonly string[]) => void;
  readonly isSignedOut: (instanceId: string) => boolean;
  /** Who is signed in there, or whose login it is; '' where nobody knows. */
  readonly userOf: (instanceId: string) => string;
  readonly keep: (instanceIds: readonly string[]) => () => void;
} {
  const asked = (instanceIds: readonly string[]) => {
    const { instances, logins } = book.all();
    const wanted = new Set(instanceIds);
    return instances.flatMap(({ id, name, loginId }) => {
      const login = logins.find((one) => one.id === loginId);
      return wanted.has(id) && login?.asked === true ? [{ id, name, login }] : [];
    });
  };
  const loginOf = (instanceId: string) => {
    const { instances, logins } = book.all();
    const instance = instances.find(({ id }) => id === instanceId);
    const login = logins.find(({ id }) => id === instance?.loginId);
    if (instance === undefined || login === undefined) return null;
    // What is written down of a sign-in follows a moment after it.
    return { ...login, signedIn: login.kind === 'oidc' ? signIns.who(instance.url) : null };
  };
  const isSignedOut = (instanceId: string): boolean => {
    const login = loginOf(instanceId);
    return login?.kind === 'oidc' && login.signedIn === null;
  };
  const userOf = (instanceId: string): string => {
    const login = loginOf(instanceId);
    return login?.signedIn?.username ?? login?.username ?? '';
  };
  const requireSignIns = (instanceIds: readonly string[]): void => {
    const wanted = new Set(instanceIds);
    const missing = book.all().instances.find(({ id }) => wanted.has(id) && isSignedOut(id));
    if (missing === undefined) return;
    throw new AppError(
      'sign-in-ended',
      `To change something on ${missing.name}, sign in through its provider. Nothing was sent.`,
      { details: { instanceId: missing.id } },
    );
  };
  return {
    require: (instanceIds) => {
      requireSignIns(instanceIds);
      const missing = asked(instanceIds).find(({ login }) => held.get(login.id) === null);
      if (missing === undefined) return;
      const { id, name, login } = missing;
      throw new AppError(
        'login-needed',
        `To change something on ${name}, the password of ${login.username} is needed. Nothing was sent.`,
        { details: { instanceId: id, username: login.username } },
      );
    },
    isSignedOut,
    userOf,
    keep: (instanceIds) => held.keep(asked(instanceIds).map(({ login }) => login.id)),
  };
}
