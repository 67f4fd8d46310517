import { cookieIn } from '../harbor/session.ts';
import type { Transport } from '../harbor/transport.ts';
import { placeOf, type Place } from './addresses.ts';
import { sessionCookiesOf, type SessionCookies } from './session-cookies.ts';
import { answerRefused, notOnboardedHere, refusedByProvider } from './sign-in-errors.ts';
import type { WayIn } from './way-in.ts';
import type { SignInWindow } from './window-port.ts';

/** Who opens the addresses of a sign-in that are Harbor's own, and has the cookies of it. */
export interface HarborPart {
  /** The first page of the window. */
  readonly start: string;
  /** Whether the window opens these by itself. */
  mayOpen(place: Place): boolean;
  /** Takes an answer of the provider to Harbor, where the window does not. */
  bring(url: string, signal: AbortSignal): Promise<void>;
  /** The session by now; null where there is none. */
  cookies(window: SignInWindow): Promise<SessionCookies | null>;
}

/** Throws what a Harbor means that answers its callback with an error. */
export function throwIfRefused(
  host: string,
  place: Extract<Place, { kind: 'callback' }>,
  status: number,
): void {
  if (status < 400) return;
  const { error, description } = place;
  throw error === '' ? answerRefused(host, status) : refusedByProvider(host, error, description);
}

/** As in every browser: the window goes from Harbor to the provider and back. */
export const partOfWindow = (
  { start }: WayIn,
  { address }: Pick<Transport, 'address'>,
): HarborPart => ({
  start,
  mayOpen: ({ kind }) => kind !== 'other-callback',
  bring: () => Promise.resolve(),
  cookies: async (window) => sessionCookiesOf(await window.cookies(start), address.hostname),
});

/**
 * For a Harbor that asks for a client certificate, which the window cannot show out of a file: the
 * window has the pages of the provider alone, and what Harbor is asked goes the way of all requests
 * of the instance.
 */
export function partOfTransport(way: WayIn, transport: Transport): HarborPart {
  const { address } = transport;
  let { cookies } = way;
  let brought = '';
  return {
    start: way.provider,
    mayOpen: ({ kind }) => kind === 'elsewhere',
    async bring(url, signal) {
      const place = placeOf(url, address);
      // Chromium tells of one and the same way more than once; a code is good for one time.
      if (place.kind !== 'callback' || url === brought) return;
      brought = url;
      const { pathname, search } = new URL(url);
      const held = cookies;
      const answer = await transport.send({
        method: 'GET',
        path: `${pathname}${search}`,
        headers: held === null ? {} : { cookie: `sid=${held.sid}; _gorilla_csrf=${held.csrf}` },
        signal,
      });
      throwIfRefused(address.host, place, answer.status);
      const location = String(answer.headers['location'] ?? '');
      const to = URL.canParse(location, address.origin)
        ? new URL(location, address.origin).href
        : '';
      if (placeOf(to, address).kind === 'onboard') throw notOnboardedHere(address.host);
      const sid = cookieIn(answer, 'sid') ?? held?.sid ?? '';
      cookies = { sid, csrf: cookieIn(answer, '_gorilla_csrf') ?? held?.csrf ?? '' };
    },
    cookies: () => Promise.resolve(cookies),
  };
}
