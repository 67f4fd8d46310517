import { request } from 'node:http';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { AppError } from '../../shared/contract/errors.ts';
import type { CertificateView } from '../../shared/contract/instances.ts';
import type { Address } from './address.ts';
import { chainOf, fingerprintOf } from './certificates.ts';
import {
  cancelledError,
  connectionError,
  systemCode,
  timeoutError,
  type ConnectPhase,
  type Place,
} from './connection-errors.ts';
import type { ProxyRoute } from './proxy-route.ts';
import { isCertificateCode, isTlsCode, tlsChanged, tlsError } from './tls-errors.ts';
import type { TlsSetup } from './trust.ts';

/** How long one phase of a connection may take, in milliseconds, and who can stop it. */
export interface PhaseLimit {
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** Time for the other address of a host before the next one is tried beside it, milliseconds. */
const NEXT_ADDRESS_AFTER = 1_000;

/** Opens a TCP connection. Throws `dns-failed`, `connection-…`, `timeout`, or `proxy-failed`. */
export async function openTcp(
  target: { readonly hostname: string; readonly port: number },
  place: Place,
  limit: PhaseLimit,
): Promise<Socket> {
  const socket = connectTcp({
    host: target.hostname,
    port: target.port,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
  });
  const failed = (cause: unknown): AppError => connectionError(cause, place, false);
  await reached(socket, 'connect', 'tcp', place, limit, failed);
  return socket;
}

/**
 * Asks a proxy for a tunnel to Harbor over a connection to the proxy. Throws
 * `proxy-login-needed` (407), `proxy-failed` with the proxy's status, or `timeout`.
 */
export async function openTunnel(
  socket: Socket,
  route: ProxyRoute,
  address: Address,
  limit: PhaseLimit,
): Promise<Socket> {
  const place: Place = { host: route.host, what: 'the proxy' };
  const target = `${isIP(address.hostname) === 6 ? `[${address.hostname}]` : address.hostname}:${String(address.port)}`;
  const asked = request({
    method: 'CONNECT',
    path: target,
    headers: {
      host: target,
      ...(route.authorization === null ? {} : { 'proxy-authorization': route.authorization }),
    },
    createConnection: () => socket,
  });
  const answer = new Promise<{ status: number; head: Buffer }>((resolve, reject) => {
    asked.once('connect', ({ statusCode = 0 }, _socket, head: Buffer) => {
      resolve({ status: statusCode, head });
    });
    asked.once('error', reject);
  });
  asked.end();
  const failed = (cause: unknown): AppError => connectionError(cause, place, false);
  const { status, head } = await within(answer, socket, 'proxy', place, limit, failed);
  if (status !== 200) {
    socket.on('error', () => undefined).destroy();
    throw refusedByProxy(status, route.host, address.host);
  }
  if (head.length > 0) socket.unshift(head);
  return socket;
}

/** What a proxy's own answer means; also used where it answers a plain http request itself. */
export function refusedByProxy(status: number, proxy: string, harbor: string): AppError {
  const details = { host: proxy, status };
  if (status === 407) {
    return new AppError(
      'proxy-login-needed',
      `The proxy ${proxy} asks for a login. Enter its user name and password for this instance.`,
      { details },
    );
  }
  return new AppError(
    'proxy-failed',
    `The proxy ${proxy} did not open a way to ${harbor} (it answered ${String(status)}). Check the address of Harbor and the rules of the proxy.`,
    { retryable: true, details },
  );
}

/**
 * Begins TLS on a connection and returns it only if the certificate is trusted: by the
 * authorities and the host name, or by its fingerprint. Never resumes an earlier session, so
 * that every connection shows its certificate. Throws the `tls-…` codes; for a refused
 * certificate `openWay` is called once more, to show its chain in the details.
 */
export async function openTls(
  openWay: () => Promise<Socket>,
  address: Pick<Address, 'hostname' | 'host'>,
  setup: TlsSetup,
  limit: PhaseLimit,
): Promise<TLSSocket> {
  const { host } = address;
  const { hasClientCertificate, pin } = setup;
  const place: Place = { host, what: 'Harbor' };
  // With a pin neither authority nor host name count; the fingerprint is checked right below.
  const secured = beginTls(await openWay(), address, setup, pin === null);
  const failed = (cause: unknown): AppError =>
    isTlsCode(systemCode(cause))
      ? tlsError(cause, { host, certificates: [], hasClientCertificate })
      : connectionError(cause, place, false);
  try {
    await reached(secured, 'secureConnect', 'tls', place, limit, failed);
  } catch (error) {
    if (!(error instanceof AppError) || !isCertificateCode(systemCode(error.cause))) throw error;
    const certificates = await lookAtChain(openWay, address, setup, limit);
    throw tlsError(error.cause, { host, certificates, hasClientCertificate });
  }
  const leaf = secured.getPeerCertificate();
  if (pin !== null && (leaf.raw === undefined || fingerprintOf(leaf) !== pin)) {
    const chain = chainOf(secured);
    secured.destroy();
    throw tlsChanged(host, pin, chain);
  }
  return secured;
}

/**
 * Looks at the chain that a server shows, without trusting it: nothing is sent, and the
 * connection is closed at once. Empty where it cannot be seen.
 */
async function lookAtChain(
  openWay: () => Promise<Socket>,
  address: Pick<Address, 'hostname' | 'host'>,
  setup: TlsSetup,
  limit: PhaseLimit,
): Promise<readonly CertificateView[]> {
  const place: Place = { host: address.host, what: 'Harbor' };
  const failed = (cause: unknown): AppError => connectionError(cause, place, false);
  try {
    const secured = beginTls(await openWay(), address, setup, false);
    await reached(secured, 'secureConnect', 'tls', place, limit, failed);
    const chain = chainOf(secured);
    secured.destroy();
    return chain;
  } catch {
    return [];
  }
}

function beginTls(
  socket: Socket,
  address: Pick<Address, 'hostname'>,
  setup: TlsSetup,
  judgeByAuthorities: boolean,
): TLSSocket {
  return connectTls({
    socket,
    host: address.hostname,
    // An IP address is no server name (RFC 6066).
    servername: isIP(address.hostname) === 0 ? address.hostname : '',
    secureContext: setup.context,
    rejectUnauthorized: judgeByAuthorities,
    ALPNProtocols: ['http/1.1'],
  });
}

/** Waits for an event of a socket, which is destroyed if it does not come. */
function reached(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  phase: ConnectPhase,
  place: Place,
  limit: PhaseLimit,
  failed: (cause: unknown) => AppError,
): Promise<void> {
  const coming = new Promise<void>((resolve) => socket.once(event, () => resolve()));
  return within(coming, socket, phase, place, limit, failed);
}

/**
 * Waits for a result that depends on a socket: not after its end, its limit or a cancel. Whatever
 * fails becomes an AppError, by `failed`, and the socket is destroyed.
 */
export async function within<T>(
  result: Promise<T>,
  socket: Socket,
  phase: ConnectPhase,
  place: Place,
  { timeout, signal }: PhaseLimit,
  failed: (cause: unknown) => AppError,
): Promise<T> {
  let settle = (): void => undefined;
  const failure = new Promise<never>((_resolve, reject) => {
    const onError = (cause: unknown): void => reject(failed(cause));
    const onClose = (): void => reject(failed(Object.assign(new Error(), { code: 'ECONNRESET' })));
    const onAbort = (): void => reject(cancelledError());
    const timer = setTimeout(() => reject(timeoutError(phase, place, timeout, false)), timeout);
    socket.once('error', onError).once('close', onClose);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    settle = () => {
      clearTimeout(timer);
      socket.off('error', onError).off('close', onClose);
      signal?.removeEventListener('abort', onAbort);
    };
  });
  try {
    return await Promise.race([
      result.catch((cause: unknown) => {
        throw failed(cause);
      }),
      failure,
    ]);
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw error;
  } finally {
    settle();
  }
}
