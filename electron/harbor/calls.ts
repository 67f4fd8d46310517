import PQueue from 'p-queue';
import { AppError } from '../../shared/contract/errors.ts';
import { cancelledError } from './connection-errors.ts';
import { createLogin, proveRobot } from './login.ts';
import { jsonOf, parsedBody } from './read-answer.ts';
import { sendFollowing } from './redirects.ts';
import { withRetries, type Ports } from './retries.ts';
import { currentUser, systemInfo } from './schemas.ts';
import { createSessionKeeper } from './session-keeper.ts';
import { hasEnded, knock, sessionHeaders, type Target } from './session.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { Transport } from './transport.ts';
import type { HarborOptions, Identity } from './types.ts';

/** A request that changes something; `body` is sent as JSON. */
export interface Change {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v2.0. */
  readonly call: string;
  readonly body?: unknown;
}

/** One answer with the request it belongs to, for reading and for errors. */
export interface Called {
  readonly answer: Answer;
  readonly exchange: Exchange;
}

/**
 * Calls of Harbor's API as one login: at most `parallel` at a time and one until the login is
 * proven, with Basic or a session and never both, repeated where that is safe, and none any
 * more after the login was refused.
 */
export interface Calls {
  /** Sends a GET below /api/v2.0 (path and query, encoded). Any status but 401 is returned. */
  get(call: string, signal?: AbortSignal): Promise<Called>;
  /**
   * Sends a change, once: nobody knows whether it was applied when its answer is lost. Any
   * status but 401 is returned.
   */
  change(change: Change, signal?: AbortSignal): Promise<Called>;
  /** Who Harbor says we are; one request, unless it is known already. */
  identity(signal?: AbortSignal): Promise<Identity>;
  /** Asks again, whatever is known: throws `login-refused` if the login is no longer good. */
  proveAgain(signal?: AbortSignal): Promise<void>;
  /** Tries the login of a robot, for which our own need not be good. */
  proveRobot(username: string, secret: string, signal?: AbortSignal): ReturnType<typeof proveRobot>;
  expectRequests(count: number, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

const JSON_TYPE = 'application/json';

/** Longest time that signing out may hold up closing, in milliseconds. */
const SIGN_OUT_LIMIT = 3_000;

export function createCalls(options: HarborOptions, transport: Transport, ports: Ports): Calls {
  const { address } = transport;
  const { host } = address;
  const target: Target = address;
  const queue = new PQueue({ concurrency: 1 });
  const pathOf = (call: string): string => `${address.basePath}/api/v2.0${call}`;
  let isClosed = false;
  let fastestWithLogin = Number.POSITIVE_INFINITY;

  const login = createLogin(options.credentials, {
    host,
    pathOf,
    authMode: async () => {
      try {
        const exchange = knock(target);
        const answer = await transport.send(exchange);
        const body = jsonOf(answer, exchange, host);
        return parsedBody(body, systemInfo, answer, exchange, host).auth_mode;
      } catch {
        return '';
      }
    },
  });

  const sessions = createSessionKeeper({
    target,
    send: (exchange) => transport.send(exchange),
    username: options.credentials.username,
    password: () => login.password(),
    isUs: (answer, exchange) => {
      const { identity } = login;
      if (identity?.kind !== 'user' || answer.status !== 200) return false;
      const body = jsonOf(answer, exchange, host);
      return parsedBody(body, currentUser, answer, exchange, host).user_id === identity.id;
    },
  });

  const withBasic = async (exchange: Exchange): Promise<Answer> => {
    const authorization = await login.basic();
    const headers = { ...exchange.headers, authorization };
    const answer = await sendFollowing(transport, { ...exchange, headers });
    const isUsual = answer.status === 200 || answer.status === 412;
    if (isUsual) fastestWithLogin = Math.min(fastestWithLogin, answer.served ?? Infinity);
    return answer;
  };

  /** With the session while there is one; an ended one is renewed once, then Basic takes over. */
  const withLogin = async (exchange: Exchange): Promise<Answer> => {
    for (;;) {
      login.throwIfStopped();
      const { held } = sessions;
      if (held === null) return withBasic(exchange);
      const own = sessionHeaders(held.session, target, exchange.method);
      const headers = { ...exchange.headers, ...own };
      const answer = await sendFollowing(transport, { ...exchange, headers });
      if (!hasEnded(answer)) {
        sessions.worked(held);
        return answer;
      }
      if (!(await sessions.renew(held))) throw await login.refuse(answer, exchange);
    }
  };

  const prove = (signal?: AbortSignal): Promise<Identity> =>
    login.prove((exchange) => withRetries(withBasic, exchange, () => false, ports), signal);

  const throwIfOver = (signal?: AbortSignal): void => {
    if (isClosed || signal?.aborted === true) throw cancelledError();
    login.throwIfStopped();
  };

  /** Runs a task when it is its turn. */
  const queued = async <T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await queue.add(task, signal === undefined ? {} : { signal });
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (signal?.aborted === true) throw cancelledError();
      throw error;
    }
  };

  /** Runs a task of our own login when it is its turn; the first one proves the login before. */
  const inTurn = async <T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    throwIfOver(signal);
    return queued(async () => {
      throwIfOver(signal);
      if (login.identity === null) {
        await prove(signal);
        queue.concurrency = Math.max(1, options.parallel);
      }
      return task();
    }, signal);
  };

  const exchangeInTurn = (exchange: Exchange): Promise<Called> =>
    inTurn(async () => {
      const answer = await withRetries(withLogin, exchange, () => true, ports);
      if (answer.status === 401) throw await login.refuse(answer, exchange);
      return { answer, exchange };
    }, exchange.signal);

  return {
    get: (call, signal) =>
      exchangeInTurn({ method: 'GET', path: pathOf(call), headers: { accept: JSON_TYPE }, signal }),
    change: ({ method, call, body }, signal) =>
      exchangeInTurn({
        method,
        path: pathOf(call),
        headers: {
          accept: JSON_TYPE,
          ...(body === undefined ? {} : { 'content-type': JSON_TYPE }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal,
      }),
    identity: (signal) => inTurn(() => Promise.resolve(login.identity ?? prove(signal)), signal),
    proveAgain: (signal) =>
      inTurn(async () => {
        await prove(signal);
      }, signal),
    proveRobot: (username, secret, signal) =>
      queued(() => {
        if (isClosed) throw cancelledError();
        const once = (exchange: Exchange): Promise<Answer> => sendFollowing(transport, exchange);
        const send = (exchange: Exchange): Promise<Answer> =>
          withRetries(once, exchange, () => true, ports);
        return proveRobot({ username, secret }, { host, pathOf }, send, signal);
      }, signal),
    expectRequests: (count, signal) =>
      inTurn(async () => {
        if (login.identity?.kind !== 'user' || !Number.isFinite(fastestWithLogin)) return;
        const ahead = { requests: count, parallel: Math.max(1, options.parallel) };
        await sessions.consider(fastestWithLogin, ahead, signal);
      }, signal),
    async close() {
      isClosed = true;
      await sessions.end(SIGN_OUT_LIMIT);
      await transport.close();
    },
  };
}
