import type { Address } from '../harbor/address.ts';
import { CALLBACK_PATH, refusesApps } from './addresses.ts';

/** Stands above Harbor's own page for people who are new. */
export const ONBOARDING =
  'Harbor has no account for you yet. Choose a user name here, and you are signed in.';

/** What to know of a page of the provider that shows no way on; '' for all others. */
export function noteOn(
  url: string,
  status: number,
  harbor: Pick<Address, 'origin' | 'basePath'>,
): string {
  const { host } = new URL(url);
  if (refusesApps(url)) {
    return 'Google lets nobody sign in inside of this app. Use a robot or the local administrator for this instance.';
  }
  if (status < 400) return '';
  const what = `The last page, of ${host}, was an error (${String(status)}).`;
  switch (status) {
    case 400:
      return `${what} If it is about redirect_uri, its administrator has to allow ${harbor.origin}${harbor.basePath}${CALLBACK_PATH} there.`;
    case 401:
      return `${what} If it asks for the login of this computer (Kerberos, NTLM), the sign-in window has none to show; look for a way in by name and password.`;
    default:
      return `${what} Whoever runs the provider can say what it means.`;
  }
}

/** The page wanted to go where it may not, or a window of its own. */
export const refusedNote = (url: string, wanted: 'page' | 'window'): string =>
  wanted === 'window'
    ? `The page wanted a window of its own for ${short(url)} and got none. If you need that page, open it in your browser.`
    : `The page wanted to open ${short(url)}. Only encrypted pages are opened here.`;

const short = (url: string): string => (url.length > 60 ? `${url.slice(0, 60)}…` : url);
