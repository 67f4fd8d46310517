import { HandlerPanic, HarborError } from './errors.ts';
import type { Reply } from './exchange.ts';
import { encodeError, encodePayload } from './go/go-encode.ts';

/** An answer ready to be written. `body` undefined: the answer is empty. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: string | undefined;
}

/** Header values as Go sends them: UTF-8 bytes, no line breaks. */
const headerValue = (text: string): string =>
  Buffer.from(text.replaceAll(/[\r\n]/g, ' ').replaceAll(/[\0-\x08\x0b-\x1f\x7f]/g, ''), 'utf8')
    .toString('latin1')
    .trim();

/** The answer of a handler. */
export function answerOf(reply: Reply): Answer {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(reply.headers ?? {}))
    headers[name] = headerValue(value);
  if (reply.json !== undefined) {
    headers['content-type'] = reply.contentType ?? 'application/json';
    return { status: reply.status, headers, body: encodePayload(reply.json) };
  }
  if (reply.contentType !== undefined) headers['content-type'] = reply.contentType;
  return { status: reply.status, headers, body: reply.text };
}

/** The answer to whatever a handler threw: Harbor's error body, or the bare 500 of a panic. */
export function answerOfError(error: unknown): Answer {
  if (error instanceof HandlerPanic) return { status: 500, headers: {}, body: undefined };
  const known =
    error instanceof HarborError ? error : new HarborError('UNKNOWN', 'internal server error');
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  if (known.challenge) headers['www-authenticate'] = 'Basic realm="API"';
  return { status: known.status, headers, body: encodeError(known.code, known.message) };
}
