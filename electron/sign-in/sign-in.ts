import type { AppError } from '../../shared/contract/errors.ts';
import { parseAddress } from '../harbor/address.ts';
import { cancelledError } from '../harbor/connection-errors.ts';
import type { Transport } from '../harbor/transport.ts';
import type { HarborOptions } from '../harbor/types.ts';
import type { Session } from '../harbor/session.ts';
import { mayLoad, mayOpen, placeOf } from './addresses.ts';
import { createCertificateJudge } from './certificate-judge.ts';
import { sessionCookiesOf } from './session-cookies.ts';
import {
  answerRefused,
  asAppError,
  cannotBegin,
  certificateRefused,
  closedHalfWay,
  notOnboarded,
  otherHost,
  pageFailed,
  refusedByProvider,
} from './sign-in-errors.ts';
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

const ONBOARDING =
  'Harbor has no account for you yet. Choose a user name here, and you are signed in.';

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
  const { start, httpHosts } = await findWayIn(transport, signal);
  const limit = { timeout: wish.options.connectTimeout * 1_000, signal };
  const judge = createCertificateJudge(wish.options, address, limit);
  let window: SignInWindow | null = null;
  let isOnboarding = false;
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
  /** Asks Harbor whose session the window has by now, one question after the other. */
  const look = (): void => {
    looking = looking.then(async () => {
      if (window === null || signal.aborted) return;
      const cookies = sessionCookiesOf(await window.cookies(start), address.hostname);
      const found = cookies && (await takeSession(transport, cookies, signal));
      if (found !== null) finish(found);
    });
    looking = looking.catch((error: unknown) => fail(asAppError(error)));
  };

  const page: SignInPage = {
    key: wish.key,
    title: wish.title,
    start,
    proxy: wish.options.proxy,
    proxyPassword: wish.options.proxyPassword,
    // A code that belongs to another host name is of no use here, and none of that host's business.
    mayOpen: (url) => mayOpen(url, httpHosts) && placeOf(url, address).kind !== 'other-callback',
    mayLoad: (url) => {
      judge.asked(url);
      return mayLoad(url, httpHosts);
    },
    async judge(certificate) {
      const why = await judge.judge(certificate).catch(asAppError);
      if (why !== null) refusedCertificate = certificateRefused(host, why);
      return why === null;
    },
    onMoved(url, status) {
      const place = placeOf(url, address);
      if (place.kind === 'elsewhere') return;
      if (place.kind === 'callback' && status >= 400) {
        const { error, description } = place;
        return fail(
          error === '' ? answerRefused(host, status) : refusedByProvider(host, error, description),
        );
      }
      if (place.kind === 'login' && status >= 400) return fail(cannotBegin(host, status));
      isOnboarding = place.kind === 'onboard';
      window?.say(isOnboarding ? ONBOARDING : '');
      look();
    },
    onCookies: look,
    onRefused(url, wanted) {
      const place = placeOf(url, address);
      if (place.kind === 'other-callback') return fail(otherHost(address, place.origin));
      window?.say(
        wanted === 'window'
          ? `The page wanted a window of its own for ${short(url)}. It got none.`
          : `The page wanted to open ${short(url)}. Only encrypted pages are opened here.`,
      );
    },
    onFailed: (url, reason) => fail(refusedCertificate ?? pageFailed(url, reason)),
    onClosed: () => fail(isOnboarding ? notOnboarded(host) : closedHalfWay(host)),
  };

  try {
    window = await openWindow(page);
    wish.onWindow(window);
    look();
    return await done;
  } finally {
    await window?.close();
  }
}

const short = (url: string): string => (url.length > 60 ? `${url.slice(0, 60)}…` : url);
