import { AppError } from '../../shared/contract/errors.ts';
import type { Address } from './address.ts';
import type { HarborOptions } from './types.ts';

/** How a socket gets to Harbor. */
export type Route =
  | { readonly kind: 'direct' }
  | {
      readonly kind: 'proxy';
      readonly hostname: string;
      readonly port: number;
      /** TLS to the proxy itself. */
      readonly secure: boolean;
      /** proxy.example.com:3128 */
      readonly host: string;
      /** Value of `Proxy-Authorization`, null where no login was given. */
      readonly authorization: string | null;
    };

export type ProxyRoute = Extract<Route, { kind: 'proxy' }>;

const DIRECT: Route = { kind: 'direct' };

/**
 * The ways to Harbor in the order in which they are to be tried: one, or several where the
 * system's proxy script names several. Throws AppError `proxy-failed` for a proxy that is
 * neither http nor https.
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
  const authorization =
    proxy.username === '' ? null : basic(proxy.username, (await options.proxyPassword()) ?? '');
  return [routeOfAddress(proxy.url, authorization)];
}

/** Reads what a proxy script answers: `PROXY a:8080; HTTPS b:443; DIRECT`. */
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
    default:
      return null;
  }
}

function routeOfAddress(text: string, authorization: string | null): Route {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw unsupported('without an address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw unsupported(`of the kind ${url.protocol.slice(0, -1)}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError(
      'proxy-failed',
      'Leave name and password out of the address of the proxy. There are fields for them.',
    );
  }
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { kind: 'proxy', hostname, port, secure, host: `${url.hostname}:${port}`, authorization };
}

const unsupported = (what: string): AppError =>
  new AppError(
    'proxy-failed',
    `Purser cannot use a proxy ${what}. Give an http or https proxy for this instance, or choose no proxy.`,
  );

const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
