import { badRequest } from '../errors.ts';
import type { Exchange, Handler, Reply } from '../exchange.ts';
import { decodeGo } from '../go/go-decode.ts';
import type { GoType } from '../go/go-decode.ts';
import { parseGoJson } from '../go/go-json.ts';

/** An answer as beego's ServeJSON sends it. */
export const served = (json: unknown, headers: Reply['headers'] = {}): Reply => ({
  status: 200,
  headers,
  json,
  contentType: 'application/json; charset=utf-8',
});

/** 201 with the address of what was made: that of the request, and its number. */
export const made = ({ call }: Exchange, id: number): Reply => ({
  status: 201,
  headers: { location: `${call.escapedPath}/${id}` },
});

/** The answer of a handler of today's API, sent the old way. */
export const asServed =
  (handler: Handler): Handler =>
  async (exchange) => {
    const reply = await handler(exchange);
    return reply.json === undefined ? reply : served(reply.json, reply.headers);
  };

/** The body as a Go value; whatever is wrong with it has one text. */
export function sent(exchange: Exchange, type: GoType): Record<string, unknown> {
  const { body } = exchange.call;
  try {
    JSON.parse(body.toString('utf8'));
    return (decodeGo(parseGoJson(body), type) ?? {}) as Record<string, unknown>;
  } catch {
    throw badRequest('invalid json request');
  }
}

const USUAL_SIZE = 500;

/** `page` and `page_size` of a list: no more than 500 at once. */
export function pageOf({ call }: Exchange): { page: number; size: number } {
  const number = (name: string, usual: number): number => {
    const text = call.query.get(name)?.[0] ?? '';
    const value = text === '' ? usual : /^[+-]?\d+$/.test(text) ? Number(text) : 0;
    if (value <= 0) throw badRequest(`invalid ${name}`);
    return value;
  };
  return { page: number('page', 1), size: Math.min(number('page_size', USUAL_SIZE), USUAL_SIZE) };
}

/** The headers of a page: unlike today's, the links are escaped and keep the size that was asked for. */
export function pageHeaders(
  { call }: Exchange,
  total: number,
  { page, size }: { page: number; size: number },
): Record<string, string> {
  const to = (target: number, rel: string): string => {
    const query = new URLSearchParams();
    for (const [name, values] of call.query)
      for (const value of values) if (name !== 'page') query.append(name, value);
    query.append('page', String(target));
    query.sort();
    return `<${call.escapedPath}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 && (page - 1) * size <= total ? [to(page - 1, 'prev')] : []),
    ...(size * page < total ? [to(page + 1, 'next')] : []),
  ];
  return {
    'x-total-count': String(total),
    ...(links.length === 0 ? {} : { link: links.join(', ') }),
  };
}
