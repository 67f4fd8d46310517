import { AppError } from '../../shared/contract/errors.ts';

/** The place that a socket was opened to, in the words of a sentence. */
export interface Place {
  /** harbor.example.com:443 */
  readonly host: string;
  readonly what: 'Harbor' | 'the proxy';
}

export type ConnectPhase = 'tcp' | 'proxy' | 'tls' | 'headers' | 'body';

const NAME_NOT_FOUND = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']);

const REASONS: Readonly<Record<string, string>> = {
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ENETDOWN: 'this computer is offline',
  ETIMEDOUT: 'nothing answered in time',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EACCES: 'the system does not allow the connection',
  EADDRNOTAVAIL: 'the address cannot be used from here',
};

/** The system's code of a failed socket: `ECONNREFUSED`, `ENOTFOUND`, `ERR_SSL_…`. */
export function systemCode(cause: unknown): string {
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/**
 * Turns a failed name look-up or connection into `dns-failed`, `connection-refused` or
 * `connection-failed`; to a proxy always `proxy-failed`. Such a request may be sent again
 * where it is known not to have left (`sent` false).
 */
export function connectionError(cause: unknown, place: Place, sent: boolean): AppError {
  const code = systemCode(cause);
  const more = {
    retryable: !sent,
    details: { host: place.host, reason: code },
    cause,
  };
  if (place.what === 'the proxy') return proxyUnreachable(code, place, more);
  if (NAME_NOT_FOUND.has(code)) {
    return new AppError(
      'dns-failed',
      `The name ${nameIn(place.host)} was not found. Check the address, and whether this network or a VPN knows it.`,
      more,
    );
  }
  if (code === 'ECONNREFUSED') {
    return new AppError(
      'connection-refused',
      `Nothing answers at ${place.host}: the connection was refused. Check the port, and whether Harbor runs.`,
      more,
    );
  }
  const reason = REASONS[code] ?? 'it failed without a known reason';
  return new AppError(
    'connection-failed',
    `The connection to ${place.host} failed: ${reason}. Check the network and try again.`,
    more,
  );
}

function proxyUnreachable(
  code: string,
  place: Place,
  more: { retryable: boolean; details: Record<string, unknown>; cause: unknown },
): AppError {
  const reason = NAME_NOT_FOUND.has(code)
    ? 'its name was not found'
    : code === 'ECONNREFUSED'
      ? 'the connection was refused'
      : (REASONS[code] ?? 'the connection failed');
  return new AppError(
    'proxy-failed',
    `The proxy ${place.host} cannot be reached: ${reason}. Check the proxy of this instance.`,
    more,
  );
}

const PHASES: Readonly<Record<ConnectPhase, string>> = {
  tcp: 'The connection to',
  proxy: 'The tunnel through',
  tls: 'The TLS handshake with',
  headers: 'The answer of',
  body: 'The rest of the answer of',
};

/** A phase that took longer than its limit (milliseconds). */
export function timeoutError(phase: ConnectPhase, place: Place, limit: number, sent: boolean) {
  return new AppError(
    'timeout',
    `${PHASES[phase]} ${place.host} took longer than ${String(limit / 1_000)} seconds. Try again, or allow more time in the settings.`,
    { retryable: !sent, details: { host: place.host, phase, seconds: limit / 1_000 } },
  );
}

/** The user or the program gave up. */
export const cancelledError = (): AppError =>
  new AppError('cancelled', 'This was cancelled.', { retryable: true });

/** Host and port without the port. */
const nameIn = (host: string): string => host.replace(/:\d+$/, '');
