import type { Address } from '../harbor/address.ts';

/** Where Harbor's own parts of a sign-in are, below its address. */
export const LOGIN_PATH = '/c/oidc/login';
export const CALLBACK_PATH = '/c/oidc/callback';
const ONBOARD_PATH = '/oidc-onboard';

/** What an address is to a sign-in. */
export type Place =
  | { readonly kind: 'harbor' | 'login' | 'onboard' }
  | { readonly kind: 'callback'; readonly error: string; readonly description: string }
  /** Harbor's callback at another host: `external_url` is not the address that was typed. */
  | { readonly kind: 'other-callback'; readonly origin: string }
  | { readonly kind: 'elsewhere' };

/** Says what an address is to a sign-in at this Harbor. */
export function placeOf(text: string, harbor: Pick<Address, 'origin' | 'basePath'>): Place {
  if (!URL.canParse(text)) return { kind: 'elsewhere' };
  const url = new URL(text);
  const asked = (name: string): string => url.searchParams.get(name) ?? '';
  if (url.origin !== harbor.origin) {
    const isCallback = url.pathname.endsWith(CALLBACK_PATH) && asked('state') !== '';
    return isCallback ? { kind: 'other-callback', origin: url.origin } : { kind: 'elsewhere' };
  }
  const path = url.pathname.slice(harbor.basePath.length);
  if (path === CALLBACK_PATH) {
    return { kind: 'callback', error: asked('error'), description: asked('error_description') };
  }
  if (path === LOGIN_PATH) return { kind: 'login' };
  return { kind: path === ONBOARD_PATH ? 'onboard' : 'harbor' };
}

/**
 * Whether a page of a sign-in may go there: by https anywhere, because providers send their users
 * to further ones; by http only to the hosts of an instance that is reached by http.
 */
export function mayOpen(text: string, httpHosts: ReadonlySet<string>): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && httpHosts.has(url.host);
}

/** Whether something of a page may be fetched: the same, and what pages carry in themselves. */
export function mayLoad(text: string, httpHosts: ReadonlySet<string>): boolean {
  if (/^(?:data|blob|about):/i.test(text)) return true;
  return mayOpen(text.replace(/^ws(s?):/i, 'http$1:'), httpHosts);
}

/**
 * Whether this page says that its provider lets nobody in from inside of apps. Google does, by what
 * it takes a browser for ("disallowed_useragent"); a page of others may look the same.
 */
export function refusesApps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { host, pathname, searchParams } = new URL(text);
  if (host !== 'accounts.google.com') return false;
  if (/\/signin\/rejected\b/.test(pathname)) return true;
  const error = searchParams.get('authError') ?? '';
  return Buffer.from(error, 'base64').toString('latin1').includes('disallowed_useragent');
}
