import { badRequest } from '../errors.ts';
import { goUnescape } from '../go/go-url.ts';

/** A value inside a range or list: Go tries a time, then an integer, then text. `ms` is epoch milliseconds. */
export type ListValue = { readonly ms: number } | bigint | string;

/** The value of one key of `q` (src/lib/q/builder.go). */
export type QueryValue =
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'fuzzy'; readonly text: string }
  | {
      readonly kind: 'range';
      readonly min: ListValue | undefined;
      readonly max: ListValue | undefined;
    }
  | { readonly kind: 'or'; readonly values: readonly ListValue[] }
  | { readonly kind: 'and'; readonly values: readonly ListValue[] };

export type Keywords = Map<string, QueryValue>;

export interface SortKey {
  readonly key: string;
  readonly descending: boolean;
}

const MALFORMED = 'the query string must contain "=" and the key/value cannot be empty';
const TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2}(?:[.,]\d+)?)$/;
const INTEGER = /^[+-]?\d+$/;
const MAX_INT64 = 2n ** 63n - 1n;
/** strings.TrimSpace: Unicode white space, without the byte order mark that JS counts as such. */
const SPACE = /^(?:(?!\ufeff)[\s\u0085])+|(?:(?!\ufeff)[\s\u0085])+$/g;

/** Epoch milliseconds of `2006-01-02T15:04:05` in UTC (the hour of one digit too), undefined for anything else. */
function parseTime(text: string): number | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1)
    .map((part) => Number(part.replace(',', '.'))) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = Date.UTC(year, month - 1, day, hour, minute) + second * 1000;
  const date = new Date(ms);
  const real =
    month >= 1 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  return real ? ms : undefined;
}

function listValue(raw: string): ListValue {
  const text = raw.replace(SPACE, '');
  const ms = parseTime(text);
  if (ms !== undefined) return { ms };
  if (INTEGER.test(text)) {
    const whole = BigInt(text.replace(/^\+/, ''));
    if (whole <= MAX_INT64 && whole >= -MAX_INT64 - 1n) return whole;
  }
  return text.replace(/^[\\"']+|[\\"']+$/g, '');
}

/** undefined: the text does not have the form that its first character announces. */
function pattern(text: string): QueryValue | undefined {
  switch (text[0]) {
    case '~':
      return text.length > 1 ? { kind: 'fuzzy', text: text.slice(1) } : undefined;
    case '[': {
      const ends = text.slice(1, -1).split('~');
      if (!text.endsWith(']') || ends.length !== 2) return undefined;
      const [min, max] = ends.map((end) => end.replace(SPACE, '')) as [string, string];
      if (min === '' && max === '') return undefined;
      return {
        kind: 'range',
        min: min === '' ? undefined : listValue(min),
        max: max === '' ? undefined : listValue(max),
      };
    }
    case '{':
    case '(': {
      const or = text[0] === '{';
      if (!text.endsWith(or ? '}' : ')')) return undefined;
      const values = text
        .slice(1, -1)
        .split(' ')
        .map(listValue)
        .filter((value) => value !== '');
      return { kind: or ? 'or' : 'and', values };
    }
    default:
      return { kind: 'exact', text: text.startsWith('\\') ? text.slice(1) : text };
  }
}

/**
 * Parses `q`, already decoded once by HTTP: Harbor unescapes it a second time before it looks at
 * it, commas separate, the last of two equal keys counts. Throws 400 on a malformed term.
 */
export function parseKeywords(q: string): Keywords {
  const keywords: Keywords = new Map();
  if (q === '') return keywords;
  for (const term of (goUnescape(q, true) ?? q).split(',')) {
    const split = term.indexOf('=');
    const key = term.slice(0, split);
    const text = term.slice(split + 1);
    if (split <= 0 || text === '') throw badRequest(MALFORMED);
    const value = pattern(text);
    if (!value) throw badRequest(`invalid query string value: ${text}`);
    keywords.set(key, value);
  }
  return keywords;
}

/** `name,-creation_time` in keys; no key is checked here. */
export function parseSort(sort: string): SortKey[] {
  if (sort === '') return [];
  return sort.split(',').map((part) => ({
    key: part.startsWith('-') ? part.slice(1) : part,
    descending: part.startsWith('-'),
  }));
}
