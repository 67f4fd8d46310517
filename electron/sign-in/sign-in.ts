import type { AppError } from '../../shared/contract/errors.ts';
import { parseAddress } from '../harbor/address.ts';
import { cancelledError } from '../harbor/connection-errors.ts';
import { refusedByProxy } from '../harbor/dial.ts';
import type { Transport } from '../harbor/transport.ts';
import type { HarborOptions } from '../harbor/types.ts';
import type { Session } from '../harbor/session.ts';
import { mayLoad, mayOpen, placeOf } from './addresses.ts';
import { createCertificateJudge } from './certificate-judge.ts';
import { endUnclaimed } from './end-unclaimed.ts';
import { partOfTransport, partOfWindow, throwIfRefused } from './harbor-part.ts';
import type { SessionCookies } from './session-cookies.ts';
import {
  answerRefused,
  asAppError,
  cannotBegin,
  certificateRefused,
  closedHalfWay,
  notOnboarded,
  otherHost,
  pageFailed,
} from './sign-in-errors.ts';
import { noteOn, ONBOARDING, refusedNote } from './sign-in-notes.ts';
import { takeSession, type SignedInUser } from './take-session.ts';
import { findWayIn } from './way-in.ts';
import type { OpenSignInWindow, SignInPage, SignInWindow } from './window-port.ts';

/** A sign-in that is wanted. */
export interface SignInWish {
  /** The instance as it is reached; its own login plays no part. */
  readonly options: HarborOptions;
  /** Name of the window's own memory. */
  readonly key: string;
  /** Stands above the page. */
  readonly title: string;
  readonly signal: AbortSignal;
  /** The window is there. */
  readonly onWindow: (window: SignInWindow) => void;
}

/** What a sign-in brought. */
export interface SignedInSession {
  readonly session: Session;
  readonly user: SignedInUser;
}

/**
 * Lets somebody sign in through the provider of a Harbor, in a window of its own, and answers the
 * session once Harbor says whose it is. The window closes by itself and keeps nothing. Throws
 * `sign-in-failed`, `cancelled`, and what the way to Harbor throws.
 */
export async function signIn(
  wish: SignInWish,
  openWindow: OpenSignInWindow,
): Promise<SignedInSession> {
  const { options, signal } = wish;
  const { createTransport } = await import('../harbor/transport.ts');
  const transport = createTransport(options, parseAddress(options.url, options.allowHttp));
  const end = new AbortController();
  const stop = (): void => end.abort();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await inWindow(wish, transport, end.signal, openWindow);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
    await transport.close();
  }
}

async function inWindow(
  wish: SignInWish,
  transport: Transport,
  signal: AbortSignal,
  openWindow: OpenSignInWindow,
): Promise<SignedInSession> {
  const { address } = transport;
  const { host } = address;
  const way = await findWayIn(transport, signal);
  const isByPurser = wish.options.clientCertificate !== null && address.secure;
  const part = isByPurser ? partOfTransport(way, transport) : partOfWindow(way, transport);
  const limit = { timeout: wish.options.connectTimeout * 1_000, signal };
  const judge = createCertificateJudge(wish.options, address, limit);
  let window: SignInWindow | null = null;
  let isOnboarding = false;
  /** What the last page was that shows no way on; '' for any other. */
  let note = '';
  let refusedCertificate: AppError | null = null;
  let finish: (found: SignedInSession) => void = () => undefined;
  let fail: (error: AppError) => void = () => undefined;
  const done = new Promise<SignedInSession>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  done.catch(() => undefined);
  signal.addEventListener('abort', () => fail(cancelledError()), { once: true });

  let looking: Promise<void> = Promise.resolve();
  /** Asks Harbor whose session there is by now, one question after the other. */
  const look = (answer = ''): void => {
    looking = looking.then(async () => {
      if (window === null || signal.aborted) return;
      if (answer !== '') await part.bring(answer, signal);
      const cookies = await part.cookies(window);
      const found = cookies && (await takeSession(transport, cookies, signal));
      if (found !== null) finish(found);
      else if (answer !== '') throw answerRefused(host, 401);
    });
    looking = looking.catch((error: unknown) => fail(asAppError(error)));
  };

  const page: SignInPage = {
    key: wish.key,
    title: wish.title,
    start: part.start,
    proxy: wish.options.proxy,
    proxyPassword: wish.options.proxyPassword,
    // A code that belongs to another host name is of no use here, and none of that host's business.
    mayOpen: (url) => mayOpen(url, way.httpHosts) && part.mayOpen(placeOf(url, address)),
    mayLoad: (url) => {
      judge.asked(url);
      return mayLoad(url, way.httpHosts);
    },
    async judge(certificate) {
      const why = await judge.judge(certificate).catch(asAppError);
      if (why !== null) refusedCertificate = certificateRefused(host, why);
      return why === null;
    },
    onMoved(url, status) {
      const place = placeOf(url, address);
      isOnboarding = place.kind === 'onboard';
      note = place.kind === 'elsewhere' ? noteOn(url, status, address) : '';
      window?.say(isOnboarding ? ONBOARDING : note);
      if (place.kind === 'elsewhere') return;
      try {
        if (place.kind === 'callback') throwIfRefused(host, place, status);
        if (place.kind === 'login' && status >= 400) throw cannotBegin(host, status);
        look();
      } catch (error) {
        fail(asAppError(error));
      }
    },
    onCookies: () => look(),
    onRefused(url, wanted) {
      const place = placeOf(url, address);
      if (place.kind === 'other-callback') return fail(otherHost(address, place.origin));
      if (place.kind === 'callback' && wanted === 'page') return look(url);
      window?.say(refusedNote(url, wanted));
    },
    onProxyRefused: (proxy) => fail(refusedByProxy(407, proxy, host)),
    onFailed: (url, reason) => fail(refusedCertificate ?? pageFailed(url, reason)),
    onClosed: () => fail(isOnboarding ? notOnboarded(host) : closedHalfWay(host, note)),
  };

  let left: SessionCookies | null = null;
  try {
    window = await openWindow(page);
    wish.onWindow(window);
    look();
    return await done;
  } catch (error) {
    left = await (window && part.cookies(window).catch(() => null));
    throw error;
  } finally {
    await window?.close();
    await endUnclaimed(transport, wish.options, left);
  }
}
