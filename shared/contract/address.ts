/** What became of an address that somebody typed or pasted. */
export interface ReadAddress {
  /** Origin and optional path, without a slash at the end; '' while there is nothing usable. */
  readonly url: string;
  readonly scheme: 'https' | 'http' | null;
  /** Host and port, '' while unknown. */
  readonly host: string;
  /** A sentence for the field, or null if the address can be used. */
  readonly problem: string | null;
}

const nothing = { url: '', scheme: null, host: '' } as const;

/** Where Harbor's own pages and API live: pasted from a browser or a script, not part of it. */
const HARBOR_PATHS = /\/(?:harbor|account|c|api|devcenter-api-[\d.]+|v2)(?:\/.*)?$/;

/**
 * Reads an address the way people paste it: without scheme, with a page of Harbor's portal
 * behind it, with spaces around it. https is assumed where no scheme is given. Never throws.
 */
export function readAddress(text: string): ReadAddress {
  const typed = text.trim();
  if (typed === '') return { ...nothing, problem: 'Enter the address of a Harbor.' };
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  const url = parse(withScheme);
  if (url === null || url.hostname === '' || /\s/.test(typed)) {
    return {
      ...nothing,
      problem: 'This is not an address. Enter it like https://harbor.example.com.',
    };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return {
      ...nothing,
      problem: `A Harbor is reached by https, not by ${url.protocol.slice(0, -1)}.`,
    };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      ...nothing,
      problem: 'Leave name and password out of the address. There are fields for them.',
    };
  }
  const path = url.pathname.replace(HARBOR_PATHS, '').replace(/\/+$/, '');
  return {
    url: `${url.protocol}//${url.host}${path}`,
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    host: url.host,
    problem: null,
  };
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
