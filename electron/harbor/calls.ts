import PQueue from 'p-queue';
import { AppError } from '../../shared/contract/errors.ts';
import { cancelledError } from './connection-errors.ts';
import { createLogin, proveRobot } from './login.ts';
import { createPasswordWay } from './password-way.ts';
import { jsonOf, parsedBody } from './read-answer.ts';
import { sendFollowing } from './redirects.ts';
import { withRetries, type Ports } from './retries.ts';
import { systemInfo } from './schemas.ts';
import { knock } from './session.ts';
import { createSignInWay } from './sign-in-way.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { Transport } from './transport.ts';
import type { HarborOptions, Identity } from './types.ts';
import type { Way } from './way.ts';

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
 * proven, with a password or a sign-in, repeated where that is safe, and none any
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

export function createCalls(options: HarborOptions, transport: Transport, ports: Ports): Calls {
  const { address } = transport;
  const { host } = address;
  const queue = new PQueue({ concurrency: 1 });
  const pathOf = (call: string): string => `${address.basePath}/api/v2.0${call}`;
  let isClosed = false;

  const login = createLogin(options.credentials, {
    host,
    pathOf,
    authMode: async () => {
      try {
        const exchange = knock(address);
        const answer = await transport.send(exchange);
        const body = jsonOf(answer, exchange, host);
        return parsedBody(body, systemInfo, answer, exchange, host).auth_mode;
      } catch {
        return '';
      }
    },
  });

  const { credentials } = options;
  const parallel = Math.max(1, options.parallel);
  const way: Way =
    credentials.kind === 'oidc'
      ? createSignInWay(credentials, login, transport)
      : createPasswordWay(credentials, login, transport, parallel);

  const prove = (signal?: AbortSignal): Promise<Identity> =>
    login.prove((exchange) => withRetries(way.sendProof, exchange, () => false, ports), signal);

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
        queue.concurrency = parallel;
      }
      return task();
    }, signal);
  };

  const exchangeInTurn = (exchange: Exchange): Promise<Called> =>
    inTurn(async () => {
      const answer = await withRetries(way.send, exchange, () => true, ports);
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
        if (login.identity?.kind === 'user') await way.expect(count, signal);
      }, signal),
    async close() {
      isClosed = true;
      await way.end();
      await transport.close();
    },
  };
}
