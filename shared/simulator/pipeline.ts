import type { IncomingHttpHeaders } from 'node:http';
import { watchCall } from './audit/audit-calls.ts';
import { checkMediaTypes } from './binding.ts';
import { csrfCookie, CsrfGuard } from './users/csrf.ts';
import { badRequest, denied, HandlerPanic, HarborError } from './errors.ts';
import type { Exchange, Reply } from './exchange.ts';
import { parseCookies } from './http/cookies.ts';
import type { IncomingCall } from './http/incoming-call.ts';
import { findFirstApi } from './first-api/routes.ts';
import { apiVersion } from './general.ts';
import { goUnescape, parseQuery, queryProblem } from './go/go-url.ts';
import { ANONYMOUS } from './users/identity.ts';
import type { Identity } from './users/identity.ts';
import { oidcReply } from './oidc/oidc-sign-in.ts';
import { registryBase } from './registry.ts';
import { registryToken } from './registry-token.ts';
import { answerOf, answerOfError } from './respond.ts';
import type { Answer } from './respond.ts';
import { Router } from './router.ts';
import { apiRoutes } from './routes.ts';
import { RequestSession } from './users/sessions.ts';
import { parseBasic, SignIn } from './users/sign-in.ts';
import { login, logOut } from './users/sign-in-calls.ts';
import type { World } from './world.ts';

const BASE = '/api/v2.0';
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const READ_ONLY = 'The system is in read only mode. Any modification is prohibited.';
const PORTAL =
  '<!doctype html>\n<html><head><title>Harbor</title></head><body><harbor-app></harbor-app></body></html>\n';

/** A request as it came off the wire. */
export interface RawRequest {
  readonly method: string;
  /** Path and query exactly as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.at(-1) : value;

const rawQuery = (target: string): string => /\?(.*)$/s.exec(target)?.[1] ?? '';

function callOf({ method, target, headers, body }: RawRequest): IncomingCall {
  const split = target.indexOf('?');
  const escaped = (split < 0 ? target : target.slice(0, split)).replaceAll(/\/{2,}/g, '/');
  return {
    method,
    escapedPath: escaped,
    path: goUnescape(escaped, false) ?? escaped,
    query: parseQuery(rawQuery(target)),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, single(value)]),
    ),
    body,
    hasBody: body.length > 0,
    hasBasic: parseBasic(headers.authorization) !== undefined,
  };
}

/**
 * The chain of Harbor's core (src/core/middlewares/middlewares.go): the query, request id, session,
 * CSRF, sign-in, read-only mode, then the operation.
 */
export class Pipeline {
  readonly #world: World;
  readonly #secure: boolean;
  readonly #router: Router;
  readonly #csrf: CsrfGuard;
  readonly signIn: SignIn;
  /** Mistakes of the simulator itself, which were answered with a masked 500. */
  readonly defects: unknown[] = [];

  constructor(world: World, secure: boolean) {
    this.#world = world;
    this.#secure = secure;
    this.#router = new Router(apiRoutes(world.profile));
    this.#csrf = new CsrfGuard(world.chance.ids, world.profile.namesMissingCsrfToken);
    this.signIn = new SignIn(world);
  }

  /** Answers a request. `listed` is the number of robots in the answer. */
  async handle(request: RawRequest): Promise<{ answer: Answer; listed: number }> {
    // Nothing has been looked at yet, and so nothing is added to the answer.
    const problem = this.#world.profile.checkedQuery && queryProblem(rawQuery(request.target));
    if (problem) return { answer: answerOfError(badRequest(problem)), listed: 0 };
    const call = callOf(request);
    const requestId = call.headers['x-request-id'] || this.#world.chance.ids.uuid();
    const cookies = parseCookies(call.headers['cookie']);
    const csrf = this.#csrf.check({
      method: call.method,
      path: call.path,
      cookies,
      token: call.headers['x-harbor-csrf-token'],
    });
    const session = new RequestSession(this.#world, cookies.get('sid'), this.#secure);
    let listed = 0;
    let answer: Answer;
    let leaveTrace: ((answer: Answer) => void) | undefined;
    try {
      if (csrf.failure) throw csrf.failure;
      const exchange = await this.#exchange(call, session);
      leaveTrace = watchCall(exchange);
      const reply = await this.#dispatch(exchange);
      listed = exchange.listed;
      answer = answerOf(reply);
    } catch (error) {
      if (!(error instanceof HarborError || error instanceof HandlerPanic))
        this.defects.push(error);
      answer = answerOfError(error);
    }
    leaveTrace?.(answer);
    const setCookies = [...session.cookies];
    if (csrf.cookie !== undefined)
      setCookies.unshift(csrfCookie(csrf.cookie, this.#world.clock.now(), this.#secure));
    const headers: Answer['headers'] = { ...answer.headers, 'x-request-id': requestId };
    if (csrf.token !== undefined) {
      headers['x-harbor-csrf-token'] = csrf.token;
      headers['vary'] = 'Cookie';
    }
    if (setCookies.length > 0) headers['set-cookie'] = setCookies;
    return { answer: { ...answer, headers }, listed };
  }

  async #exchange(call: IncomingCall, session: RequestSession): Promise<Exchange> {
    const world = this.#world;
    // Ping is answered before anybody is looked up.
    const ping = call.method === 'GET' && call.path.startsWith(`${BASE}/ping`);
    const basic = parseBasic(call.headers['authorization']);
    const identity: Identity = ping
      ? ANONYMOUS
      : await this.signIn.identify(basic, session.row, call);
    return { world, call, identity, session, path: {}, listed: 0 };
  }

  #dispatch(exchange: Exchange): Reply | Promise<Reply> {
    const { call, session, world } = exchange;
    const { method, path } = call;
    const exempt =
      (method === 'PUT' && path.startsWith(`${BASE}/configurations`)) ||
      (method === 'POST' && (path.startsWith('/c/login') || path.startsWith('/c/oidc/')));
    if (world.state.flag('read_only') && WRITES.has(method) && !exempt) throw denied(READ_ONLY);
    session.start();
    if (path === BASE || path.startsWith(`${BASE}/`)) return this.#operation(exchange);
    if (path === '/api/version' && method === 'GET') return apiVersion();
    if (path === '/c/login' && method === 'POST') return login(exchange, this.signIn);
    if (path === '/c/log_out' && method === 'GET') return logOut(exchange);
    const oidc = oidcReply(exchange);
    if (oidc) return oidc;
    if (path === '/v2' || path === '/v2/') return registryBase(exchange);
    if (path === '/service/token' && method === 'GET') return registryToken(exchange);
    const html = 'text/html; charset=utf-8';
    if (path === '/' && method === 'GET') return { status: 200, text: PORTAL, contentType: html };
    return { status: 404, text: '<h1>404 Not Found</h1>\n', contentType: html };
  }

  #operation(exchange: Exchange): Reply | Promise<Reply> {
    const { call } = exchange;
    const below = call.escapedPath.slice(BASE.length);
    const first = this.#world.profile.firstApi ? findFirstApi(call, below) : undefined;
    if (first) {
      Object.assign(exchange.path, first.parameters);
      return first.handler(exchange);
    }
    const { route, parameters } = this.#router.find(call.method, below, call.escapedPath);
    checkMediaTypes(call, route.offers);
    Object.assign(exchange.path, parameters);
    return route.handler(exchange);
  }
}
