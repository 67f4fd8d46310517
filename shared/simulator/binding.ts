import { HarborError } from './errors.ts';
import type { Exchange } from './exchange.ts';
import type { IncomingCall } from './http/incoming-call.ts';
import { decodeGo } from './go/go-decode.ts';
import type { GoType } from './go/go-decode.ts';
import { GoJsonEmpty, GoJsonError, parseGoJson } from './go/go-json.ts';
import type { Listing } from './listing/listing.ts';
import { parseKeywords, parseSort } from './listing/query-language.ts';

const TRUE_WORDS = new Set('true 1 yes ok y on selected checked t enabled'.split(' '));
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_PAGE_SIZE = 100n;

/** A body that an operation takes: its parameter name, its Go type, and checks of its model. */
export interface BodySpec {
  readonly name: string;
  readonly type: GoType;
  validate?(body: Record<string, unknown>): string[];
}

/** strconv.ParseInt of base 10; undefined where it fails. */
export function parseInt64(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return value <= MAX_INT64 && value >= -MAX_INT64 - 1n ? value : undefined;
}

/** Collects what go-openapi finds wrong with a request and reports all of it at once, as 422. */
export class Binder {
  readonly #call: IncomingCall;
  readonly #problems: string[] = [];

  constructor(exchange: Exchange) {
    this.#call = exchange.call;
  }

  #last(name: string): string | undefined {
    const text = this.#call.query.get(name)?.at(-1);
    return text === '' ? undefined : text;
  }

  text(name: string): string | undefined {
    return this.#last(name);
  }

  requiredText(name: string): string {
    const text = this.#last(name);
    if (text === undefined) this.#problems.push(`${name} in query is required`);
    return text ?? '';
  }

  flag(name: string): boolean | undefined {
    const text = this.#last(name);
    return text === undefined ? undefined : TRUE_WORDS.has(text.toLowerCase());
  }

  #int64(name: string, fallback: bigint): bigint {
    const text = this.#last(name);
    if (text === undefined) return fallback;
    const value = parseInt64(text);
    if (value === undefined)
      this.#problems.push(`${name} in query must be of type int64: ${JSON.stringify(text)}`);
    return value ?? fallback;
  }

  /**
   * `page`, `page_size`, `q`, `sort`; the query language is looked at only by `listing()`, and not
   * by calls that know the page alone.
   */
  page(): (parts?: 'all' | 'page') => Listing {
    const page = this.#int64('page', 1n);
    const pageSize = this.#int64('page_size', 10n);
    if (pageSize > MAX_PAGE_SIZE)
      this.#problems.push('page_size in query should be less than or equal to 100');
    return (parts = 'all') => ({
      keywords: parseKeywords((parts === 'all' && this.#last('q')) || ''),
      sorts: parseSort((parts === 'all' && this.#last('sort')) || ''),
      page: Number(page),
      pageSize: Number(pageSize),
    });
  }

  /** An id in the path. */
  id(exchange: Exchange, name: string): bigint {
    const text = exchange.path[name] ?? '';
    const value = parseInt64(text);
    if (value === undefined)
      this.#problems.push(`${name} in path must be of type int64: ${JSON.stringify(text)}`);
    return value ?? 0n;
  }

  /** The JSON body; `null` gives the zero value. */
  body(spec: BodySpec): Record<string, unknown> {
    if (!this.#call.hasBody) {
      this.#problems.push(`${spec.name} in body is required`);
      return {};
    }
    try {
      const body = (decodeGo(parseGoJson(this.#call.body), spec.type) ?? {}) as Record<
        string,
        unknown
      >;
      const problems = spec.validate?.(body) ?? [];
      if (problems.length > 0)
        this.#problems.push(['validation failure list:', ...problems].join('\n'));
      return body;
    } catch (error) {
      if (error instanceof GoJsonEmpty) this.#problems.push(`${spec.name} in body is required`);
      else if (error instanceof GoJsonError)
        this.#problems.push(`parsing ${spec.name} body from "" failed, because ${error.message}`);
      else throw error;
      return {};
    }
  }

  /** Throws the 422 with everything that was found. Call it after the last parameter. */
  done(): void {
    if (this.#problems.length > 0) throw unprocessable(this.#call, this.#problems);
  }
}

function unprocessable(call: IncomingCall, problems: readonly string[]): HarborError {
  const message = ['validation failure list:', ...problems].join('\n');
  return new HarborError('UNPROCESSABLE_ENTITY', message, !call.hasBasic);
}

const JSON_TYPE = 'application/json';

interface AcceptRange {
  readonly value: string;
  readonly quality: number;
}

function parseAccept(header: string | undefined): AcceptRange[] {
  if (!header) return [];
  return header.split(',').map((part) => {
    const [value = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { value, quality: quality === undefined ? 1 : Number(quality) || 0 };
  });
}

/** Whether one of the offered types suits the Accept header (go-openapi's NegotiateContentType). */
export function negotiate(
  header: string | undefined,
  offers: readonly string[],
): string | undefined {
  const ranges = parseAccept(header);
  if (ranges.length === 0) return offers[0];
  let best: { offer: string; quality: number; wild: number } | undefined;
  for (const offer of offers) {
    for (const { value, quality } of ranges) {
      const wild = value === '*/*' ? 2 : value.endsWith('/*') ? 1 : 0;
      const fits =
        wild === 2 || (wild === 1 ? offer.startsWith(value.slice(0, -1)) : value === offer);
      if (!fits || quality === 0) continue;
      if (!best || quality > best.quality || (quality === best.quality && wild < best.wild))
        best = { offer, quality, wild };
    }
  }
  return best?.offer;
}

/** Content-Type and Accept, which go-openapi checks before any parameter. `offers`: what the operation produces. */
export function checkMediaTypes(call: IncomingCall, offers: readonly string[]): void {
  if (call.hasBody) {
    const sent = call.headers['content-type'] || 'application/octet-stream';
    const type = (sent.split(';')[0] ?? '').trim().toLowerCase();
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+(\/[!#$%&'*+.^_`|~0-9a-z-]+)?$/.test(type))
      throw unprocessable(call, [
        `parsing Content-Type header from ${JSON.stringify(sent)} failed, because mime: ${type === '' ? 'no media type' : 'expected token after slash'}`,
      ]);
    if (type !== JSON_TYPE)
      throw unprocessable(call, [
        `unsupported media type ${JSON.stringify(type)}, only [${JSON_TYPE}] are allowed`,
      ]);
    return;
  }
  if (negotiate(call.headers['accept'], offers) === undefined)
    throw unprocessable(call, [
      `unsupported media type requested, only [${offers.join(' ')}] are available`,
    ]);
}
