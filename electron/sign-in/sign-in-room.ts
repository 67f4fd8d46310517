import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/contract/errors.ts';
import type { InstanceConfig, InstanceDraft } from '../../shared/contract/instances.ts';
import type { SignedInView } from '../../shared/contract/sign-in-calls.ts';
import type { HarborOptions } from '../harbor/types.ts';
import type { Instances } from '../instances/instances.ts';
import type { Clock } from '../sync/schedule.ts';
import type { SignIns } from './sign-ins.ts';
import type { OpenSignInWindow, SignInWindow } from './window-port.ts';

/** Seconds after which a session that no instance uses is ended: it was for trying something out. */
const UNUSED_FOR = 15 * 60;

/** Where somebody wants to sign in: an instance that is saved, or one that is being entered. */
export type SignInPlace = { readonly id: string } | { readonly draft: InstanceDraft };

/** Signing in and out through providers, with one window at a time. */
export interface SignInRoom {
  /** Resolves when somebody is signed in. Throws what `signIn` throws, and `unknown-item`. */
  begin(place: SignInPlace): Promise<SignedInView>;
  /** Name of the provider of an instance, asked of its Harbor; '' where that does not answer. */
  provider(instanceId: string): Promise<string>;
  /** Closes the window, if there is one. */
  cancel(): void;
  /** Signs out of an instance. Throws `unknown-item`. */
  end(instanceId: string): Promise<void>;
  /** Ends the sessions of addresses that no instance has any more. */
  dropUnused(): Promise<void>;
  /** Signs out everywhere. */
  close(): Promise<void>;
}

export interface SignInRoomPorts {
  readonly instances: () => Pick<Instances, 'book' | 'optionsOf' | 'draftOptions' | 'rewrite'>;
  readonly signIns: SignIns;
  readonly openWindow: OpenSignInWindow;
  readonly after: Clock['after'];
  /** Somebody signed in to these. */
  readonly onSignedIn: (instanceIds: readonly string[]) => void;
}

interface Running {
  readonly key: string;
  readonly end: AbortController;
  window: SignInWindow | null;
  readonly done: Promise<SignedInView>;
}

export function createSignInRoom(ports: SignInRoomPorts): SignInRoom {
  const { signIns, instances } = ports;
  let running: Running | null = null;
  let stopWaiting = (): void => undefined;

  /** Instances at this address that somebody signs in to. */
  const usersOf = (url: string): InstanceConfig[] => {
    const { book } = instances();
    return book
      .all()
      .instances.filter((one) => one.url === url && book.login(one.loginId).kind === 'oidc');
  };

  const dropUnused = async (): Promise<void> => {
    const { book } = instances();
    const used = book.all().instances.filter(({ url }) => usersOf(url).length > 0);
    await signIns.endOthers(used.map(({ url }) => url));
  };

  const wishOf = (place: SignInPlace): { options: HarborOptions; key: string; title: string } => {
    const { book, optionsOf, draftOptions } = instances();
    if ('draft' in place) {
      const { draft } = place;
      const key = draft.id ?? randomUUID();
      return { options: draftOptions(draft), key, title: `Sign in to ${draft.config.name}` };
    }
    const { id, name } = book.instance(place.id);
    return { options: optionsOf(id), key: id, title: `Sign in to ${name}` };
  };

  /** Writes down who signed in; it may be somebody else than the last time. */
  const name = (users: readonly InstanceConfig[], username: string): Promise<void> => {
    const ids = new Set(users.map(({ loginId }) => loginId));
    return instances().rewrite(({ instances: all, logins }) => ({
      instances: all,
      logins: logins.map((one) => (ids.has(one.id) ? { ...one, username } : one)),
    }));
  };

  const run = async (place: SignInPlace, mine: Omit<Running, 'done'>): Promise<SignedInView> => {
    const { options, title } = wishOf(place);
    // Loaded when first needed, like the client: nothing of it is on the way to the first rows.
    const { signIn } = await import('./sign-in.ts');
    const { key, end } = mine;
    const found = await signIn(
      {
        options,
        key,
        title,
        signal: end.signal,
        onWindow: (window) => {
          mine.window = window;
        },
      },
      ports.openWindow,
    );
    // A session that is there already is not left behind at Harbor.
    await signIns.end(options.url);
    signIns.keep(options, found);
    const users = 'id' in place ? usersOf(options.url) : [];
    if ('id' in place && !users.some(({ id }) => id === place.id)) {
      await dropUnused();
      const message = 'This instance was changed or removed while you signed in. Sign in again.';
      throw new AppError('unknown-item', message);
    }
    await name(users, found.user.username);
    if (users.length > 0) ports.onSignedIn(users.map(({ id }) => id));
    else {
      stopWaiting();
      stopWaiting = ports.after(UNUSED_FOR, () => void dropUnused());
    }
    return found.user;
  };

  return {
    begin(place) {
      const { key } = wishOf(place);
      if (running?.key === key) {
        running.window?.focus();
        return running.done;
      }
      running?.end.abort();
      const mine = { key, end: new AbortController(), window: null };
      const done = run(place, mine).finally(() => {
        if (running?.end === mine.end) running = null;
      });
      running = Object.assign(mine, { done });
      return done;
    },
    async provider(id) {
      const options = instances().optionsOf(id);
      const { nameOfProvider } = await import('./way-in.ts');
      return nameOfProvider(options);
    },
    cancel: () => running?.end.abort(),
    async end(id) {
      const { book } = instances();
      const { url, loginId, name } = book.instance(id);
      if (book.login(loginId).kind !== 'oidc') {
        throw new AppError('not-allowed', `Nobody signs in to ${name} through a provider.`);
      }
      await signIns.end(url);
    },
    dropUnused,
    async close() {
      stopWaiting();
      running?.end.abort();
      await running?.done.catch(() => undefined);
      await signIns.endOthers([]);
    },
  };
}
