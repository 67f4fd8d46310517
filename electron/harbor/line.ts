import type { Socket } from 'node:net';
import { AppError } from '../../shared/contract/errors.ts';
import type { Address } from './address.ts';
import { openTcp, openTls, openTunnel, type PhaseLimit } from './dial.ts';
import { findRoutes, type Route } from './proxy-route.ts';
import { openSocks } from './socks.ts';
import { tlsSetup, type TlsSetup } from './trust.ts';
import type { HarborOptions } from './types.ts';

/** The way to one Harbor, chosen once: direct or through a proxy, and how TLS is judged. */
export interface Line {
  readonly address: Address;
  readonly route: Route;
  /** Null where Harbor is reached by plain http. */
  readonly tls: TlsSetup | null;
}

/**
 * Chooses the route and reads the certificates. Throws AppErrors for proxies that cannot be
 * used and for files that cannot be read.
 */
export async function chooseLine(
  options: HarborOptions,
  address: Address,
  limit: PhaseLimit,
): Promise<Line> {
  const routes = await findRoutes(options, address);
  const route = await firstReachable(routes, limit);
  return { address, route, tls: address.secure ? await tlsSetup(options) : null };
}

/** A proxy script may name several proxies: the first that can be reached, or the last. */
async function firstReachable(routes: readonly Route[], limit: PhaseLimit): Promise<Route> {
  for (const route of routes.slice(0, -1)) {
    if (route.kind === 'direct') return route;
    try {
      (await openTcp(route, { host: route.host, what: 'the proxy' }, limit)).destroy();
      return route;
    } catch (error) {
      if (error instanceof AppError && error.code === 'cancelled') throw error;
    }
  }
  return routes.at(-1) ?? { kind: 'direct' };
}

/**
 * Opens a connection that is ready for requests to Harbor: tunnelled where a proxy is in
 * between, encrypted and trusted where Harbor speaks https. Throws the codes of `dial.ts`.
 */
export async function openLine(line: Line, limit: PhaseLimit): Promise<Socket> {
  const openWay = (): Promise<Socket> => openUntrusted(line, limit);
  return line.tls === null ? openWay() : openTls(openWay, line.address, line.tls, limit);
}

/** Opens the part of the way that lies before TLS with Harbor: TCP, and the tunnel. */
export async function openUntrusted(line: Line, limit: PhaseLimit): Promise<Socket> {
  const { address, route } = line;
  if (route.kind === 'direct')
    return openTcp(address, { host: address.host, what: 'Harbor' }, limit);
  const toProxy = (): Promise<Socket> =>
    openTcp(route, { host: route.host, what: 'the proxy' }, limit);
  if (route.kind === 'socks') return openSocks(await toProxy(), route, address, limit);
  const socket = route.secure
    ? await openTls(toProxy, route, await proxyTls(), limit)
    : await toProxy();
  // Plain http is asked of the proxy itself, with the whole address in the request line.
  return address.secure ? openTunnel(socket, route, address, limit) : socket;
}

const proxyTls = (): Promise<TlsSetup> =>
  tlsSetup({ trust: { kind: 'system' }, clientCertificate: null });
