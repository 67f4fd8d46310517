import { signInEnded } from './login-errors.ts';
import type { Login } from './login.ts';
import { sendFollowing } from './redirects.ts';
import { hasEnded, renewedBy, sessionHeaders } from './session.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { Transport } from './transport.ts';
import type { SignInCredentials } from './types.ts';
import type { Way } from './way.ts';

/**
 * The session of somebody who signed in through the provider, and nothing else: there is no
 * password to fall back on. It outlives the client, so closing one does not sign out.
 */
export function createSignInWay(
  { username, signedIn }: SignInCredentials,
  login: Login,
  transport: Transport,
): Way {
  const { address } = transport;

  const send = async (exchange: Exchange, isAgain = false): Promise<Answer> => {
    login.throwIfStopped();
    const { session } = signedIn;
    if (session === null) throw signInEnded(address.host, username);
    const own = sessionHeaders(session, address, exchange.method);
    const headers = { ...exchange.headers, ...own };
    const answer = await sendFollowing(transport, { ...exchange, headers });
    if (hasEnded(answer)) {
      signedIn.ended(session);
      throw await login.refuse(answer, exchange);
    }
    const renewed = renewedBy(answer, session);
    if (renewed === null) return answer;
    signedIn.renewed(session, renewed);
    // The cookie of the token lives for twelve hours. A change that comes with an older one is
    // refused before it is looked at, and the answer brings the next.
    const isRefused = answer.status === 403 && exchange.method !== 'GET';
    return isRefused && !isAgain ? send(exchange, true) : answer;
  };

  return {
    send: (exchange) => send(exchange),
    sendProof: (exchange) => send(exchange),
    expect: () => Promise.resolve(),
    end: () => Promise.resolve(),
  };
}
