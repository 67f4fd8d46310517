import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fault } from './faults.ts';
import { proxyPage } from './faults.ts';
import { encodeError } from '../go/go-encode.ts';
import type { Answer } from '../respond.ts';

const DEFAULT_OVERSIZE = 64 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, ' ');

/** Waits on the machine's own clock. */
export const realDelay = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** An answer given instead of Harbor's by something in front of it; undefined when Harbor answers. */
export function answerInstead(faults: readonly Fault[]): Answer | undefined {
  const fault = faults.find(({ kind }) => ['proxy-error', 'html', 'internal-error'].includes(kind));
  if (!fault) return undefined;
  if (fault.kind === 'internal-error')
    return {
      status: 500,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: encodeError('UNKNOWN', 'internal server error'),
    };
  const status = fault.kind === 'html' ? 200 : (fault.status ?? 502);
  const headers: Answer['headers'] = { 'content-type': 'text/html' };
  if (fault.retryAfter !== undefined) headers['retry-after'] = String(fault.retryAfter);
  return { status, headers, body: proxyPage(status, STATUS_CODES[status] ?? '') };
}

function* padded(body: Buffer, bytes: number): Generator<Buffer> {
  yield body;
  for (let left = bytes - body.length; left > 0; left -= CHUNK.length)
    yield left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
}

async function writeOversized(
  response: ServerResponse,
  body: Buffer,
  bytes: number,
): Promise<void> {
  response.setHeader('content-length', Math.max(bytes, body.length));
  await pipeline(Readable.from(padded(body, bytes)), response);
}

/** Writes an answer, with whatever the faults do to it on the way. `now` is for the Date header. */
export async function writeAnswer(
  response: ServerResponse,
  answer: Answer,
  faults: readonly Fault[],
  now: number,
): Promise<void> {
  const find = (kind: Fault['kind']): Fault | undefined =>
    faults.find((fault) => fault.kind === kind);
  if (find('cut-after')) {
    response.destroy();
    return;
  }
  response.statusCode = answer.status;
  response.setHeader('date', new Date(now).toUTCString());
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  const contentType = find('content-type');
  if (contentType) response.setHeader('content-type', contentType.contentType ?? 'text/plain');
  const body = Buffer.from(answer.body ?? '', 'utf8');
  const oversize = find('oversize');
  if (oversize) return writeOversized(response, body, oversize.bytes ?? DEFAULT_OVERSIZE);
  response.setHeader('content-length', body.length);
  if (find('truncate')) {
    response.flushHeaders();
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
    return;
  }
  response.end(body);
}
