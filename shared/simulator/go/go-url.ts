/** A query string as Go's url.ParseQuery reads it, keys in order of first appearance. */
export type GoQuery = Map<string, string[]>;

const HEX_PAIR = /^[0-9a-fA-F]{2}$/;

/**
 * Go's url.QueryUnescape (`plus` true) or url.PathUnescape: bytes are decoded, and read as UTF-8.
 * Undefined where Go returns an error: a `%` that two hexadecimal digits do not follow.
 */
export function goUnescape(text: string, plus: boolean): string | undefined {
  const bytes: Buffer[] = [];
  let plain = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] as string;
    if (char === '%') {
      const pair = text.slice(index + 1, index + 3);
      if (!HEX_PAIR.test(pair)) return undefined;
      bytes.push(Buffer.from(plain, 'utf8'), Buffer.from(pair, 'hex'));
      plain = '';
      index += 2;
    } else {
      plain += plus && char === '+' ? ' ' : char;
    }
  }
  return Buffer.concat([...bytes, Buffer.from(plain, 'utf8')]).toString('utf8');
}

/** Pairs that do not decode, and pairs with a semicolon, are dropped as Go drops them. */
export function parseQuery(raw: string): GoQuery {
  const query: GoQuery = new Map();
  for (const pair of raw.split('&')) {
    if (pair === '' || pair.includes(';')) continue;
    const split = pair.indexOf('=');
    const key = goUnescape(split < 0 ? pair : pair.slice(0, split), true);
    const value = goUnescape(split < 0 ? '' : pair.slice(split + 1), true);
    if (key === undefined || value === undefined) continue;
    query.set(key, [...(query.get(key) ?? []), value]);
  }
  return query;
}

/** What Go's QueryUnescape says of a text that it cannot decode; undefined of any other. */
function escapeProblem(text: string): string | undefined {
  const bad = /%(?![0-9a-fA-F]{2}).{0,2}/s.exec(text)?.[0];
  return bad === undefined ? undefined : `invalid URL escape ${JSON.stringify(bad)}`;
}

/** The error of Go's url.ParseQuery: a semicolon before all else, or what cannot be decoded first. */
export function queryProblem(raw: string): string | undefined {
  if (raw.includes(';')) return 'invalid semicolon separator in query';
  for (const pair of raw.split('&')) {
    const split = pair.indexOf('=');
    const [key, value] = split < 0 ? [pair, ''] : [pair.slice(0, split), pair.slice(split + 1)];
    const problem = escapeProblem(key) ?? escapeProblem(value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Values.Encode() followed by QueryUnescape, as Harbor's Links() does it: sorted, but not escaped. */
export function encodeUnescaped(query: GoQuery): string {
  const keys = [...query.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return keys.flatMap((key) => (query.get(key) ?? []).map((value) => `${key}=${value}`)).join('&');
}
