import { parseAddress } from '../harbor/address.ts';
import { recognise } from '../harbor/recognise.ts';
import { cookieIn } from '../harbor/session.ts';
import { createTransport, type Transport } from '../harbor/transport.ts';
import type { HarborOptions } from '../harbor/types.ts';
import { LOGIN_PATH } from './addresses.ts';
import type { SessionCookies } from './session-cookies.ts';
import { cannotBegin, notByProvider, otherHost, unencrypted } from './sign-in-errors.ts';

/** How a sign-in at a Harbor begins. */
export interface WayIn {
  /** Where a browser begins at Harbor. */
  readonly start: string;
  /** Where Harbor sends it to: the provider. */
  readonly provider: string;
  /** What belongs to the answer that the provider will send back; null where Harbor gave nothing. */
  readonly cookies: SessionCookies | null;
  /** Hosts that the window may reach by http: none, but for an instance that is reached by it. */
  readonly httpHosts: ReadonlySet<string>;
}

/**
 * Asks a Harbor where its users sign in, without signing in. Throws `sign-in-failed` where that
 * cannot work from here, before any window opens, and what the way to Harbor throws.
 */
export async function findWayIn(transport: Transport, signal: AbortSignal): Promise<WayIn> {
  const { address } = transport;
  const { authMode } = await recognise(transport, signal);
  if (authMode !== 'oidc_auth') throw notByProvider(address.host);
  const path = `${address.basePath}${LOGIN_PATH}`;
  const answer = await transport.send({ method: 'GET', path, headers: {}, signal });
  const location = answer.headers['location'];
  if (answer.status < 300 || answer.status > 399 || typeof location !== 'string') {
    throw cannotBegin(address.host, answer.status);
  }
  const to = URL.canParse(location, address.origin) ? new URL(location, address.origin) : null;
  if (to === null) throw cannotBegin(address.host, answer.status);
  const back = to.searchParams.get('redirect_uri') ?? '';
  if (URL.canParse(back) && new URL(back).origin !== address.origin) {
    throw otherHost(address, new URL(back).origin);
  }
  if (address.secure && to.protocol !== 'https:') throw unencrypted(address.host, to.origin);
  const sid = cookieIn(answer, 'sid');
  return {
    start: `${address.origin}${path}`,
    provider: to.href,
    cookies: sid === null ? null : { sid, csrf: cookieIn(answer, '_gorilla_csrf') ?? '' },
    httpHosts: new Set(address.secure ? [] : [address.host, to.host]),
  };
}

/** What Harbor's administrator called the provider; '' where Harbor does not answer, or has none. */
export async function nameOfProvider(options: HarborOptions): Promise<string> {
  const transport = createTransport(options, parseAddress(options.url, options.allowHttp));
  try {
    return (await recognise(transport)).provider;
  } catch {
    return '';
  } finally {
    await transport.close();
  }
}
