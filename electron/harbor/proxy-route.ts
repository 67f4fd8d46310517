import { AppError } from '../../shared/contract/errors.ts';
import { readProxyAddress } from '../../shared/contract/proxy-address.ts';
import type { Address } from './address.ts';
import type { HarborOptions } from './types.ts';

/** Name and password for a proxy. */
export interface ProxyLogin {
  readonly username: string;
  readonly password: string;
}

interface Hop {
  readonly hostname: string;
  readonly port: number;
  /** proxy.example.com:3128 */
  readonly host: string;
}

/** How a socket gets to Harbor. */
export type Route =
  | { readonly kind: 'direct' }
  | (Hop & {
      readonly kind: 'proxy';
      /** TLS to the proxy itself. */
      readonly secure: boolean;
      /** Value of `Proxy-Authorization`, null where no login was given. */
      readonly authorization: string | null;
    })
  | (Hop & {
      readonly kind: 'socks';
      /** 4 is SOCKS 4a: as with 5, the proxy looks the name up. */
      readonly version: 4 | 5;
      readonly login: ProxyLogin | null;
    });

export type ProxyRoute = Extract<Route, { kind: 'proxy' }>;
export type SocksRoute = Extract<Route, { kind: 'socks' }>;

const DIRECT: Route = { kind: 'direct' };

/**
 * The ways to Harbor in the order in which they are to be tried: one, or several where the
 * system's proxy script names several. Throws AppError `proxy-failed` for a proxy of a kind that
 * cannot be used.
 */
export async function findRoutes(
  options: Pick<HarborOptions, 'proxy' | 'proxyPassword' | 'resolveSystemProxy'>,
  address: Address,
): Promise<readonly Route[]> {
  const { proxy } = options;
  if (proxy.kind === 'none') return [DIRECT];
  if (proxy.kind === 'system') {
    return routesOfScript(await options.resolveSystemProxy(`${address.origin}/`));
  }
  const { url, username } = proxy;
  const login =
    username === '' ? null : { username, password: (await options.proxyPassword()) ?? '' };
  return [routeOfAddress(url, login)];
}

/** Reads what a proxy script answers: `PROXY a:8080; SOCKS5 b:1080; DIRECT`. */
export function routesOfScript(script: string): readonly Route[] {
  const entries = script
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return [DIRECT];
  const routes = entries.map(routeOfEntry).filter((route) => route !== null);
  const kinds = entries.map((entry) => entry.split(/\s/)[0]).join(', ');
  if (routes.length === 0) throw unsupported(`of the kind ${kinds}`);
  return routes;
}

function routeOfEntry(entry: string): Route | null {
  const [kind = '', place = ''] = entry.split(/\s+/);
  switch (kind.toUpperCase()) {
    case 'DIRECT':
      return DIRECT;
    case 'PROXY':
    case 'HTTP':
      return routeOfAddress(`http://${place}`, null);
    case 'HTTPS':
      return routeOfAddress(`https://${place}`, null);
    case 'SOCKS5':
      return routeOfAddress(`socks5://${place}`, null);
    case 'SOCKS':
    case 'SOCKS4':
      return routeOfAddress(`socks4a://${place}`, null);
    default:
      return null;
  }
}

function routeOfAddress(text: string, login: ProxyLogin | null): Route {
  const address = readProxyAddress(text);
  if (address === null) throw unsupported(`of the kind ${text.split(':')[0] ?? ''}`);
  if (address.hasLogin) {
    throw new AppError(
      'proxy-failed',
      'Leave name and password out of the address of the proxy. There are fields for them.',
    );
  }
  const { protocol, hostname, port, host } = address;
  const hop = { hostname, port, host };
  switch (protocol) {
    case 'http':
    case 'https':
      return {
        kind: 'proxy',
        ...hop,
        secure: protocol === 'https',
        authorization: login === null ? null : basic(login),
      };
    case 'socks5':
      return { kind: 'socks', ...hop, version: 5, login };
    case 'socks4a':
      return { kind: 'socks', ...hop, version: 4, login };
  }
}

const unsupported = (what: string): AppError =>
  new AppError(
    'proxy-failed',
    `Purser cannot use a proxy ${what}. Give an http, https or SOCKS proxy for this instance, or choose no proxy.`,
  );

const basic = ({ username, password }: ProxyLogin): string =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
