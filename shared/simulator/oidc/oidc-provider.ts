import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { consentPage, loginPage, problemPage } from './oidc-pages.ts';
import { PROVIDER_USERS } from './oidc-users.ts';
import type { Claims, ProviderUser } from './oidc-users.ts';
import { makeServer } from '../http/server.ts';
import type { SimulatorTls } from '../http/server.ts';
import { parseCookies } from '../http/cookies.ts';
import { readBody } from '../http/read-body.ts';

export interface ProviderOptions {
  /** 0 or absent: any free port of 127.0.0.1. */
  readonly port?: number;
  readonly tls?: SimulatorTls;
  /** Name in its address; `127.0.0.1` when absent. It listens on loopback only. */
  readonly hostname?: string;
  readonly users?: readonly ProviderUser[];
  /** Stands over its pages; 'Simulated provider' when absent. */
  readonly name?: string;
  /** Asks whether Harbor may know who it is; true when absent. */
  readonly consent?: boolean;
  /** Shown under the form, for people who try it out. */
  readonly hint?: string;
  /** Whether codes may be sent to this address. */
  readonly isRedirectUri: (uri: string) => boolean;
}

/** A sign-in on its way: what Harbor asked for, and who it is as far as is known. */
interface Transaction {
  readonly redirectUri: string;
  readonly state: string;
  readonly challenge: string;
  user: ProviderUser | undefined;
}

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const CLIENT_ID = 'harbor';
const COOKIE = 'provider_session';

const html = (status: number, body: string, headers: Answer['headers'] = {}): Answer => ({
  status,
  body,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
});
const json = (status: number, body: unknown): Answer => ({
  status,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
const redirect = (location: string, headers: Answer['headers'] = {}): Answer => ({
  status: 302,
  headers: { location, ...headers },
});
const token = (): string => randomBytes(24).toString('base64url');

/** The S256 challenge of a verifier (RFC 7636). */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** A small OpenID provider: authorization code with PKCE, a login page, a consent page. */
export class OidcProvider {
  readonly options: ProviderOptions;
  readonly users: readonly ProviderUser[];
  /** Sign-ins that reached the login page, for tests. */
  asked = 0;
  #url = '';
  #server: Server | undefined;
  readonly #transactions = new Map<string, Transaction>();
  readonly #codes = new Map<string, Transaction>();
  readonly #sessions = new Map<string, ProviderUser>();

  constructor(options: ProviderOptions) {
    this.options = options;
    this.users = options.users ?? PROVIDER_USERS;
  }

  get #name(): string {
    return this.options.name ?? 'Simulated provider';
  }

  /** Its issuer; empty before `listen()`. */
  get url(): string {
    return this.#url;
  }

  async listen(): Promise<string> {
    const { tls, port = 0, hostname = '127.0.0.1' } = this.options;
    const serve = (request: IncomingMessage, response: ServerResponse): void => {
      this.#serve(request, response).catch(() => response.destroy());
    };
    const server = makeServer(tls, serve);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.#server = server;
    const bound = (server.address() as AddressInfo).port;
    this.#url = `${tls ? 'https' : 'http'}://${hostname}:${bound}`;
    return this.#url;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  /**
   * Gives the claims of a code, once, to who shows the verifier of its challenge. Harbor asks for
   * them over HTTP; the simulated one is in the same process.
   */
  redeem(code: string, verifier: string, redirectUri: string): Claims | undefined {
    const transaction = this.#codes.get(code);
    this.#codes.delete(code);
    if (!transaction?.user || transaction.redirectUri !== redirectUri) return undefined;
    if (!isSame(challengeOf(verifier), transaction.challenge)) return undefined;
    const { username, groups } = transaction.user;
    return {
      subject: createHash('sha256').update(username).digest('hex').slice(0, 32),
      issuer: this.#url,
      username,
      email: `${username}@example.com`,
      groups,
    };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.#url);
    const form = new URLSearchParams((await readBody(request)).toString('utf8'));
    const cookie = parseCookies(request.headers.cookie).get(COOKIE) ?? '';
    const { status, body, headers = {} } = this.#answer(request.method ?? 'GET', url, form, cookie);
    response.writeHead(status, { 'cache-control': 'no-store', ...headers });
    response.end(body);
  }

  #answer(method: string, url: URL, form: URLSearchParams, cookie: string): Answer {
    switch (`${method} ${url.pathname}`) {
      case 'GET /.well-known/openid-configuration':
        return json(200, {
          issuer: this.#url,
          authorization_endpoint: `${this.#url}/authorize`,
          token_endpoint: `${this.#url}/token`,
          response_types_supported: ['code'],
          code_challenge_methods_supported: ['S256'],
        });
      case 'GET /authorize':
        return this.#authorize(url.searchParams, cookie);
      case 'POST /login':
        return this.#login(form);
      case 'POST /consent':
        return this.#consent(form);
      case 'POST /token':
        return this.#token(form);
      default:
        return html(404, problemPage('There is no such page.'));
    }
  }

  #authorize(asked: URLSearchParams, cookie: string): Answer {
    const redirectUri = asked.get('redirect_uri') ?? '';
    if (asked.get('client_id') !== CLIENT_ID || !this.options.isRedirectUri(redirectUri))
      return html(400, problemPage('Invalid parameter: redirect_uri'));
    const transaction: Transaction = {
      redirectUri,
      state: asked.get('state') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      user: this.#sessions.get(cookie),
    };
    const isPlain = asked.get('code_challenge_method') !== 'S256' || transaction.challenge === '';
    if (asked.get('response_type') !== 'code' || isPlain)
      return this.#refuse(transaction, 'invalid_request', 'code and PKCE with S256 are required');
    const id = token();
    this.#transactions.set(id, transaction);
    if (transaction.user) return this.#signedIn(id, transaction);
    this.asked += 1;
    return html(200, loginPage(this.#name, id, this.options.hint ?? ''));
  }

  #login(form: URLSearchParams): Answer {
    const id = form.get('transaction') ?? '';
    const transaction = this.#transactions.get(id);
    if (!transaction) return html(400, problemPage('This sign-in took too long.'));
    const user = this.users.find(({ username }) => username === form.get('username'));
    if (!user || !isSame(user.password, form.get('password') ?? ''))
      return html(
        200,
        loginPage(this.#name, id, this.options.hint ?? '', 'Wrong user name or password.'),
      );
    transaction.user = user;
    const session = token();
    this.#sessions.set(session, user);
    const { headers, ...answer } = this.#signedIn(id, transaction);
    const secure = this.options.tls ? '; Secure' : '';
    const kept = `${COOKIE}=${session}; Path=/; HttpOnly${secure}; Max-Age=36000`;
    return { ...answer, headers: { ...headers, 'set-cookie': kept } };
  }

  #signedIn(id: string, transaction: Transaction): Answer {
    const { user } = transaction;
    if (user?.refused !== undefined)
      return this.#refuse(transaction, 'access_denied', user.refused);
    if (this.options.consent ?? true) return html(200, consentPage(id, user?.username ?? ''));
    return this.#grant(id, transaction);
  }

  #consent(form: URLSearchParams): Answer {
    const id = form.get('transaction') ?? '';
    const transaction = this.#transactions.get(id);
    if (!transaction?.user) return html(400, problemPage('This sign-in took too long.'));
    if (form.get('answer') === 'yes') return this.#grant(id, transaction);
    return this.#refuse(transaction, 'access_denied', 'The user refused');
  }

  #grant(id: string, transaction: Transaction): Answer {
    this.#transactions.delete(id);
    const code = token();
    this.#codes.set(code, transaction);
    return redirect(back(transaction, { code }));
  }

  #refuse(transaction: Transaction, error: string, description: string): Answer {
    return redirect(back(transaction, { error, error_description: description }));
  }

  #token(form: URLSearchParams): Answer {
    const field = (name: string): string => form.get(name) ?? '';
    const claims = this.redeem(field('code'), field('code_verifier'), field('redirect_uri'));
    if (!claims) return json(400, { error: 'invalid_grant' });
    const { subject: sub, issuer: iss, username: name, email, groups } = claims;
    const part = (value: unknown): string =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = { iss, sub, aud: CLIENT_ID, name, email, groups };
    return json(200, { token_type: 'Bearer', id_token: `${part({ alg: 'none' })}.${part(body)}.` });
  }
}

/** The address that the browser is sent back to. */
function back({ redirectUri, state }: Transaction, answer: Record<string, string>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, state }))
    url.searchParams.set(name, value);
  return url.href;
}
