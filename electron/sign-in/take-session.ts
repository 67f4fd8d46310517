import { jsonOf, parsedBody } from '../harbor/read-answer.ts';
import { currentUser } from '../harbor/schemas.ts';
import { cookieIn, hasEnded, type Session } from '../harbor/session.ts';
import type { Exchange } from '../harbor/exchange.ts';
import type { Transport } from '../harbor/transport.ts';
import type { SessionCookies } from './session-cookies.ts';

/** Who Harbor says has signed in. */
export interface SignedInUser {
  readonly username: string;
  readonly isAdmin: boolean;
}

/**
 * Asks Harbor whose session this is; null while it is nobody's. The answer brings the token that
 * changes need. Throws what the way to Harbor throws.
 */
export async function takeSession(
  transport: Transport,
  { sid, csrf }: SessionCookies,
  signal: AbortSignal,
): Promise<{ readonly session: Session; readonly user: SignedInUser } | null> {
  const { address } = transport;
  const cookie = csrf === '' ? `sid=${sid}` : `sid=${sid}; _gorilla_csrf=${csrf}`;
  const exchange: Exchange = {
    method: 'GET',
    path: `${address.basePath}/api/v2.0/users/current`,
    headers: { accept: 'application/json', cookie },
    signal,
  };
  const answer = await transport.send(exchange);
  if (answer.status !== 200 || hasEnded(answer)) return null;
  const body = jsonOf(answer, exchange, address.host);
  const user = parsedBody(body, currentUser, answer, exchange, address.host);
  const token = answer.headers['x-harbor-csrf-token'];
  const tokenCookie = cookieIn(answer, '_gorilla_csrf') ?? csrf;
  if (typeof token !== 'string' || tokenCookie === '') return null;
  return {
    session: { sid, csrf: tokenCookie, token },
    user: {
      username: user.username,
      isAdmin: user.sysadmin_flag || user.admin_role_in_auth,
    },
  };
}
