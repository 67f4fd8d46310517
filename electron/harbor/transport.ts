import { randomUUID } from 'node:crypto';
import { Pool, type Dispatcher } from 'undici';
import { AppError } from '../../shared/contract/errors.ts';
import type { Address } from './address.ts';
import { withoutCliSecret } from './cli-secret.ts';
import { cancelledError, systemCode } from './connection-errors.ts';
import type { PhaseLimit } from './dial.ts';
import { refusedByProxy } from './dial.ts';
import { chooseLine, openLine, type Line } from './line.ts';
import type { Answer, Exchange } from './exchange.ts';
import { exchangeError, tooLargeError, withRequest } from './exchange-errors.ts';
import { isTlsCode } from './tls-errors.ts';
import type { HarborOptions } from './types.ts';

/** Requests to one Harbor, one at a time or several. Keeps no cookie and follows no redirect. */
export interface Transport {
  readonly address: Address;
  /** Throws AppErrors of the way; any answer is returned whatever its status. */
  send(exchange: Exchange): Promise<Answer>;
  readonly requestsSent: number;
  /** Cuts what is still on its way. */
  close(): Promise<void>;
}

/** Longest answer that is read, in bytes; a page of 100 robots is about 100 kB. */
export const ANSWER_LIMIT = 32 * 1024 * 1024;

/** Makes a transport; nothing is opened before the first request. */
export function createTransport(options: HarborOptions, address: Address): Transport {
  const end = new AbortController();
  const limit: PhaseLimit = { timeout: options.connectTimeout * 1_000, signal: end.signal };
  let opened: Promise<{ line: Line; pool: Pool }> | null = null;
  let made: Pool | null = null;
  const dialling = createStopwatch();
  let alert: Error | null = null;
  let hasAnswered = false;
  let inFlight = 0;
  let requestsSent = 0;

  const open = async (): Promise<{ line: Line; pool: Pool }> => {
    const line = await chooseLine(options, address, limit);
    const { route } = line;
    const scheme = route.kind === 'proxy' && route.secure ? 'https' : 'http';
    const viaProxy = route.kind === 'proxy' && !address.secure;
    const pool = new Pool(viaProxy ? `${scheme}://${route.host}` : address.origin, {
      // One to spare: signing out does not wait for pages that are still on their way.
      connections: options.parallel + 1,
      pipelining: 1,
      allowH2: false,
      headersTimeout: options.answerTimeout * 1_000,
      bodyTimeout: options.answerTimeout * 1_000,
      connect: (_options, done) => {
        dialling.time(openLine(line, limit)).then(
          (socket) => {
            // TLS 1.3 refuses late, and undici forgets the alert over the end that follows it.
            socket.on('error', (error) => (alert ??= isTlsCode(systemCode(error)) ? error : null));
            done(null, socket);
          },
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
        );
      },
    });
    if (isAborted(end.signal)) throw cancelledError();
    made = pool;
    return { line, pool };
  };

  const ready = async (): Promise<{ line: Line; pool: Pool }> => {
    if (isAborted(end.signal)) throw cancelledError();
    opened ??= open();
    try {
      return await opened;
    } catch (error) {
      opened = null;
      throw error;
    }
  };

  return {
    address,
    get requestsSent() {
      return requestsSent;
    },
    async send(exchange) {
      if (isAborted(exchange.signal)) throw cancelledError();
      const { line, pool } = await ready();
      const requestId = randomUUID();
      requestsSent += 1;
      inFlight += 1;
      let isAlone = inFlight === 1;
      const before = dialling.read();
      const began = performance.now();
      let answered = false;
      try {
        const response = await pool.request(wire(exchange, line, requestId));
        answered = hasAnswered = true;
        const elapsed = performance.now() - began;
        const { count, total } = dialling.read();
        isAlone &&= inFlight === 1;
        const opened = count - before.count;
        const served = opened === 0 ? elapsed : isAlone ? elapsed - (total - before.total) : null;
        const body = await readBounded(response.body, response.headers, address.host);
        const text = withoutCliSecret(body);
        const { statusCode: status, headers } = response;
        if (status === 407 && line.route.kind === 'proxy') {
          throw refusedByProxy(status, line.route.host, address.host);
        }
        const echoed = headers['x-request-id'];
        return {
          status,
          headers,
          text,
          elapsed,
          served,
          requestId: typeof echoed === 'string' ? echoed : requestId,
        };
      } catch (cause) {
        // Failures of the way come without a request id: nothing was sent.
        if (cause instanceof AppError) {
          throw answered ? withRequest(cause, exchange, requestId) : cause;
        }
        if (isAborted(exchange.signal) || isAborted(end.signal)) throw cancelledError();
        const refusal = alert;
        alert = null;
        throw exchangeError(refusal ?? cause, exchange, {
          host: address.host,
          answered,
          hasAnswered,
          hasClientCertificate: line.tls?.hasClientCertificate === true,
          seconds: options.answerTimeout,
          requestId,
        });
      } finally {
        inFlight -= 1;
      }
    },
    async close() {
      end.abort();
      // Not `opened`: it may wait for a keychain that somebody has to unlock.
      await made?.destroy();
    },
  };
}

/** How many promises were timed, and the milliseconds that they took together. */
function createStopwatch() {
  const sum = { count: 0, total: 0 };
  return {
    read: (): { count: number; total: number } => ({ ...sum }),
    time<T>(work: Promise<T>): Promise<T> {
      sum.count += 1;
      const began = performance.now();
      return work.finally(() => {
        sum.total += performance.now() - began;
      });
    },
  };
}

/** A function, so that the compiler does not take an earlier answer for the later one. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

function wire(exchange: Exchange, line: Line, requestId: string): Dispatcher.RequestOptions {
  const { address, route } = line;
  const viaProxy = route.kind === 'proxy' && !address.secure;
  return {
    method: exchange.method,
    path: viaProxy ? `${address.origin}${exchange.path}` : exchange.path,
    headers: {
      host: address.host,
      'user-agent': 'Purser',
      'x-request-id': requestId,
      ...exchange.headers,
      ...(viaProxy && route.authorization !== null
        ? { 'proxy-authorization': route.authorization }
        : {}),
    },
    ...(exchange.body === undefined ? {} : { body: exchange.body }),
    ...(exchange.signal === undefined ? {} : { signal: exchange.signal }),
  };
}

/** Reads a body to its end; throws `answer-too-large` as soon as it is known to be too long. */
async function readBounded(
  body: Dispatcher.ResponseData['body'],
  headers: Answer['headers'],
  host: string,
): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = Number(headers['content-length'] ?? 0) > ANSWER_LIMIT ? Number.POSITIVE_INFINITY : 0;
  if (bytes === 0) {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > ANSWER_LIMIT) break;
      chunks.push(chunk);
    }
  }
  if (bytes > ANSWER_LIMIT) {
    body.on('error', () => undefined).destroy();
    throw tooLargeError(host, ANSWER_LIMIT);
  }
  return Buffer.concat(chunks).toString('utf8');
}
