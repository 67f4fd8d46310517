import type { Answer, Exchange } from './exchange.ts';

/**
 * A session taken on purpose (Harbor's portal signs in the same way). It replaces Basic: the
 * two are never sent together, because a wrong Basic beside a good session is answered with
 * the session's rights (recorded on 2.5 to 2.16). Cookies live in this object and nowhere else.
 */
export interface Session {
  readonly sid: string;
  /** The cookie that goes with the token. */
  readonly csrf: string;
  /** For changes: `X-Harbor-CSRF-Token`. */
  readonly token: string;
}

const SYSTEM_INFO = '/api/v2.0/systeminfo';

/** Sends one request as it is, without a login. */
export type Send = (exchange: Exchange) => Promise<Answer>;

/** Where requests go: origin, and the path that a proxy put before Harbor. */
export interface Target {
  readonly origin: string;
  readonly secure: boolean;
  readonly basePath: string;
}

/** A request without cookies, which every Harbor answers with a session id that is not signed in. */
export const knock = (target: Target, signal?: AbortSignal): Exchange => ({
  method: 'GET',
  path: `${target.basePath}${SYSTEM_INFO}`,
  headers: { accept: 'application/json' },
  signal,
});

/** How a sign-in ended. `refused` is a wrong password; `unable` anything else without a session. */
export type SignIn = { readonly session: Session } | 'refused' | 'unable';

/**
 * Signs in with the answer to `knock`: fetches the token, sends the form, takes the new session
 * id. Two requests, the second of which checks the password. Network failures are thrown.
 */
export async function signIn(
  send: Send,
  target: Target,
  knocked: Answer,
  who: { readonly username: string; readonly password: string },
  signal?: AbortSignal,
): Promise<SignIn> {
  const sid = cookieIn(knocked, 'sid');
  if (sid === null) return 'unable';
  const tokenAnswer = await send({
    ...knock(target, signal),
    headers: { accept: 'application/json', cookie: `sid=${sid}` },
  });
  const csrf = cookieIn(tokenAnswer, '_gorilla_csrf');
  const token = tokenAnswer.headers['x-harbor-csrf-token'];
  if (csrf === null || typeof token !== 'string') return 'unable';
  const form = new URLSearchParams({ principal: who.username, password: who.password });
  const answer = await send({
    method: 'POST',
    path: `${target.basePath}/c/login`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...sessionHeaders({ sid, csrf, token }, target, 'POST'),
    },
    body: form.toString(),
    signal,
  });
  if (answer.status === 401) return 'refused';
  const signedIn = cookieIn(answer, 'sid');
  if (answer.status !== 200 || signedIn === null) return 'unable';
  return { session: { sid: signedIn, csrf, token } };
}

/** What a request with a session carries; changes need the token, and over TLS the referer. */
export function sessionHeaders(
  session: Session,
  target: Target,
  method: Exchange['method'],
): Record<string, string> {
  const cookie = `sid=${session.sid}; _gorilla_csrf=${session.csrf}`;
  if (method === 'GET') return { cookie };
  return {
    cookie,
    'x-harbor-csrf-token': session.token,
    ...(target.secure ? { referer: `${target.origin}/` } : {}),
  };
}

/** Ends a session on the server. */
export const signOut = (target: Target, session: Session, signal?: AbortSignal): Exchange => ({
  method: 'GET',
  path: `${target.basePath}/c/log_out`,
  headers: sessionHeaders(session, target, 'GET'),
  signal,
});

/**
 * Whether an answer to a request with a session shows that Harbor no longer knows it: 401, or
 * a new session id. The second matters where strangers are answered too: `GET /projects`
 * without a session is a 200 with the public projects alone.
 */
export const hasEnded = (answer: Answer): boolean =>
  answer.status === 401 || cookieIn(answer, 'sid') !== null;

/** The session with the token that an answer gave, where it gave another cookie for it; else null. */
export function renewedBy(answer: Answer, session: Session): Session | null {
  const csrf = cookieIn(answer, '_gorilla_csrf');
  const token = answer.headers['x-harbor-csrf-token'];
  return csrf === null || typeof token !== 'string' ? null : { ...session, csrf, token };
}

export function cookieIn({ headers }: Answer, name: string): string | null {
  const set = headers['set-cookie'];
  const all = set === undefined ? [] : Array.isArray(set) ? set : [set];
  for (const one of all) {
    const [pair = ''] = one.split(';');
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1).trim();
    if (at > 0 && pair.slice(0, at).trim() === name && value !== '') return value;
  }
  return null;
}
