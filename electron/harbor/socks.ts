import type { Socket } from 'node:net';
import { AppError } from '../../shared/contract/errors.ts';
import type { Address } from './address.ts';
import { connectionError } from './connection-errors.ts';
import { refusedByProxy, within, type PhaseLimit } from './dial.ts';
import type { SocksRoute } from './proxy-route.ts';

/** Bytes that a name or a password may have (RFC 1929). */
const LONGEST = 255;

/**
 * Asks a SOCKS proxy for a way to Harbor over a connection to the proxy, which looks the name up.
 * Throws `proxy-login-needed`, `proxy-failed` with what the proxy could not do, or `timeout`.
 */
export function openSocks(
  socket: Socket,
  route: SocksRoute,
  address: Address,
  limit: PhaseLimit,
): Promise<Socket> {
  return within(
    ask(socket, route, address, limit.timeout),
    socket,
    'proxy',
    { host: route.host, what: 'the proxy' },
    limit,
    (cause) => (cause instanceof AppError ? cause : refusal(cause, route, address.host)),
  );
}

async function ask(
  socket: Socket,
  { hostname, port, host, version, login }: SocksRoute,
  target: Address,
  timeout: number,
): Promise<Socket> {
  if (login !== null) requireShort(Object.values(login), host);
  const { SocksClient } = await import('socks');
  await SocksClient.createConnection({
    command: 'connect',
    existing_socket: socket,
    proxy: {
      host: hostname,
      port,
      type: version,
      ...(login === null ? {} : { userId: login.username, password: login.password }),
    },
    destination: { host: target.hostname, port: target.port },
    // The limit of the phase comes first, with a sentence of its own.
    timeout: 2 * timeout,
  });
  return socket;
}

/** The library throws out of reach where a length does not fit its byte. */
function requireShort(texts: readonly string[], host: string): void {
  if (texts.every((text) => Buffer.byteLength(text) <= LONGEST)) return;
  throw new AppError(
    'proxy-login-needed',
    `A SOCKS proxy takes a user name and a password of at most ${String(LONGEST)} bytes. Shorten those for ${host}.`,
    { details: { host } },
  );
}

/** Reply of the proxy, as the library names it → why there is no way. */
const REPLIES: Readonly<Record<string, string>> = {
  NotAllowed: 'its rules do not allow it',
  NetworkUnreachable: 'it has no way to that network',
  HostUnreachable: 'it cannot reach that host, or does not know its name',
  ConnectionRefused: 'the connection was refused there',
  TTLExpired: 'nothing answered in time',
  CommandNotSupported: 'it makes no such connections',
  AddressNotSupported: 'it does not take such addresses',
  Rejected: 'it asks who you are in a way that Purser cannot answer',
  RejectedIdent: 'it does not accept the user name',
};

/** The library's error keeps the password beside its text, so nothing but the text goes on. */
function refusal(cause: unknown, { host, login }: SocksRoute, harbor: string): AppError {
  const text = cause instanceof Error ? cause.message : '';
  const details = { host };
  if (/Authentication failed/.test(text)) {
    return new AppError(
      'proxy-login-needed',
      `The proxy ${host} refused the user name or the password. Enter them again for this instance.`,
      { details },
    );
  }
  if (/no accepted authentication type/.test(text)) {
    if (login === null) return refusedByProxy(407, host, harbor);
    const message = `The proxy ${host} takes no user name and password, but another kind of login that Purser cannot give. Choose another proxy.`;
    return new AppError('proxy-failed', message, { details });
  }
  if (/rejected connection/i.test(text)) {
    const reply = /(\w+)\)?$/.exec(text)?.[1] ?? '';
    const reason = REPLIES[reply] ?? 'it gave no reason';
    const message = `The proxy ${host} did not open a way to ${harbor}: ${reason}. Check the address of Harbor and the rules of the proxy.`;
    return new AppError('proxy-failed', message, {
      retryable: true,
      details: { ...details, reason: reply },
    });
  }
  if (/invalid|unknown authentication/i.test(text)) {
    const message = `What answers at ${host} is not a SOCKS proxy of this version. Check the proxy of this instance.`;
    return new AppError('proxy-failed', message, { details });
  }
  const code = (cause as { code?: unknown } | null)?.code ?? 'ECONNRESET';
  return connectionError({ code }, { host, what: 'the proxy' }, false);
}
