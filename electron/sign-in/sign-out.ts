import { parseAddress } from '../harbor/address.ts';
import { sessionHeaders, signOut, type Session } from '../harbor/session.ts';
import type { HarborOptions } from '../harbor/types.ts';

/** Longest time that a sign-out may take, in milliseconds. */
const LIMIT = 3_000;
const LOGOUT_PATH = '/c/oidc/logout';

/**
 * Ends a session at Harbor. Users of a provider are refused with the place where it ends (403 and
 * `redirect_location`, seen on 2.15.2). The place is asked for at the address that the session
 * belongs to, whatever host is named. What fails is thrown; the session ends by itself later.
 */
export async function signOutAt(options: HarborOptions, session: Session): Promise<void> {
  const address = parseAddress(options.url, options.allowHttp);
  const { createTransport } = await import('../harbor/transport.ts');
  const transport = createTransport(options, address);
  const signal = AbortSignal.timeout(LIMIT);
  try {
    const answer = await transport.send(signOut(address, session, signal));
    if (answer.status !== 403 || !answer.text.includes(LOGOUT_PATH)) return;
    await transport.send({
      method: 'GET',
      path: `${address.basePath}${LOGOUT_PATH}`,
      headers: sessionHeaders(session, address, 'GET'),
      signal,
    });
  } finally {
    await transport.close();
  }
}
