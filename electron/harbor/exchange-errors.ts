import { AppError } from '../../shared/contract/errors.ts';
import { connectionError, systemCode, timeoutError, type Place } from './connection-errors.ts';
import { clientCertificateBad, isTlsCode, tlsError } from './tls-errors.ts';
import type { Exchange } from './exchange.ts';

/** What is known about a request that got no whole answer. */
export interface LostExchange {
  readonly host: string;
  /** The headers of an answer had arrived. */
  readonly answered: boolean;
  /** Harbor has answered some request since the start. */
  readonly hasAnswered: boolean;
  readonly hasClientCertificate: boolean;
  /** The limit that applied, for the sentence. */
  readonly seconds: number;
  readonly requestId: string;
}

/**
 * Turns the failure of a request that had a connection into an AppError. Whether Harbor acted
 * on it is not known, so only a GET may be repeated without harm.
 */
export function exchangeError(cause: unknown, exchange: Exchange, lost: LostExchange): AppError {
  const isSafe = exchange.method === 'GET';
  const place: Place = { host: lost.host, what: 'Harbor' };
  return withRequest(toError(cause, place, lost, isSafe), exchange, lost.requestId);
}

function toError(cause: unknown, place: Place, lost: LostExchange, isSafe: boolean): AppError {
  const code = systemCode(cause);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    const phase = code === 'UND_ERR_HEADERS_TIMEOUT' ? 'headers' : 'body';
    return timeoutError(phase, place, lost.seconds * 1_000, !isSafe);
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return tooLargeError(lost.host, 16 * 1024);
  if (code.startsWith('HPE_')) {
    return new AppError(
      'not-harbor',
      `${lost.host} does not answer as a web server does. Check the address and port.`,
      { details: { host: lost.host, reason: code }, cause },
    );
  }
  if (isTlsCode(code)) {
    const { host, hasClientCertificate } = lost;
    return tlsError(cause, { host, certificates: [], hasClientCertificate });
  }
  if (lost.hasClientCertificate && !lost.hasAnswered && wasSilent(cause)) {
    return clientCertificateBad(lost.host, 'closed');
  }
  if (lost.answered) {
    return new AppError(
      'connection-failed',
      `The connection to ${lost.host} was cut in the middle of an answer. Try again.`,
      { retryable: isSafe, details: { host: lost.host, reason: code }, cause },
    );
  }
  return connectionError(cause, place, !isSafe);
}

/** Some servers refuse a client certificate by closing the connection without a word. */
const wasSilent = (cause: unknown): boolean =>
  (cause as { socket?: { bytesRead?: unknown } }).socket?.bytesRead === 0;

/** An answer that is longer than anything Harbor has to say. */
export const tooLargeError = (host: string, limit: number): AppError =>
  new AppError(
    'answer-too-large',
    `${host} sent more than ${String(Math.round(limit / 1024))} kB in one answer, so it was not read. Something other than Harbor may be answering.`,
    { details: { host, limit } },
  );

/** The same error, with the request it belongs to. */
export function withRequest(error: AppError, exchange: Exchange, requestId: string): AppError {
  const shape = error.toShape();
  return new AppError(error.code, error.message, {
    ...shape,
    details: {
      ...shape.details,
      request: `${exchange.method} ${exchange.path.split('?')[0] ?? ''}`,
    },
    requestId,
    cause: error.cause,
  });
}
