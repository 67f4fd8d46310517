import { basicOf } from './basic.ts';
import type { Login } from './login.ts';
import { jsonOf, parsedBody } from './read-answer.ts';
import { sendFollowing } from './redirects.ts';
import { currentUser } from './schemas.ts';
import { createSessionKeeper } from './session-keeper.ts';
import { hasEnded, sessionHeaders } from './session.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { Transport } from './transport.ts';
import type { PasswordCredentials } from './types.ts';
import type { Way } from './way.ts';

/** Longest time that signing out may hold up closing, in milliseconds. */
const SIGN_OUT_LIMIT = 3_000;

/** Basic with every request, or a session taken with the password where that is cheaper; never both. */
export function createPasswordWay(
  credentials: PasswordCredentials,
  login: Login,
  transport: Transport,
  parallel: number,
): Way {
  const { address } = transport;
  const { host } = address;
  let fastestWithLogin = Number.POSITIVE_INFINITY;
  let secret: Promise<string> | null = null;

  const password = async (): Promise<string> => {
    secret ??= credentials.password();
    try {
      return await secret;
    } catch (error) {
      // A locked keychain may be open at the next try.
      secret = null;
      throw error;
    }
  };

  const sessions = createSessionKeeper({
    target: address,
    send: (exchange) => transport.send(exchange),
    username: credentials.username,
    password,
    isUs: (answer, exchange) => {
      const { identity } = login;
      if (identity?.kind !== 'user' || answer.status !== 200) return false;
      const body = jsonOf(answer, exchange, host);
      return parsedBody(body, currentUser, answer, exchange, host).user_id === identity.id;
    },
  });

  const withBasic = async (exchange: Exchange): Promise<Answer> => {
    const authorization = basicOf(credentials.username, await password());
    const headers = { ...exchange.headers, authorization };
    const answer = await sendFollowing(transport, { ...exchange, headers });
    const isUsual = answer.status === 200 || answer.status === 412;
    if (isUsual) fastestWithLogin = Math.min(fastestWithLogin, answer.served ?? Infinity);
    return answer;
  };

  return {
    /** With the session while there is one; an ended one is renewed once, then Basic takes over. */
    async send(exchange) {
      for (;;) {
        login.throwIfStopped();
        const { held } = sessions;
        if (held === null) return withBasic(exchange);
        const own = sessionHeaders(held.session, address, exchange.method);
        const headers = { ...exchange.headers, ...own };
        const answer = await sendFollowing(transport, { ...exchange, headers });
        if (!hasEnded(answer)) {
          sessions.worked(held);
          return answer;
        }
        if (!(await sessions.renew(held))) throw await login.refuse(answer, exchange);
      }
    },
    sendProof: withBasic,
    async expect(count, signal) {
      if (!Number.isFinite(fastestWithLogin)) return;
      await sessions.consider(fastestWithLogin, { requests: count, parallel }, signal);
    },
    end: () => sessions.end(SIGN_OUT_LIMIT),
  };
}
