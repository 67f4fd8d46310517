import type { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { answerError, requestOf, titleOf } from './harbor-errors.ts';
import type { Answer, Exchange } from './exchange.ts';

/**
 * The JSON of an answer. Throws what an answer outside 2xx means, `not-harbor` for a page,
 * and `answer-malformed` for anything that is not whole JSON.
 */
export function jsonOf(answer: Answer, exchange: Exchange, host: string): unknown {
  if (answer.status < 200 || answer.status > 299) throw answerError(answer, exchange, host);
  const type = String(answer.headers['content-type'] ?? '').toLowerCase();
  const details = { host, request: requestOf(exchange), contentType: type, ...titleOf(answer) };
  if (type.includes('html') || answer.text.trimStart().startsWith('<')) {
    throw new AppError(
      'not-harbor',
      `${host} answered with a web page instead of Harbor's API. Check the address, and whether a sign-in page stands before Harbor.`,
      { details, requestId: answer.requestId },
    );
  }
  // Harbor answers application/json; /api/version says text/plain and is JSON nevertheless.
  const mayBeJson = type === '' || type.includes('json') || type.startsWith('text/plain');
  try {
    if (mayBeJson) return JSON.parse(answer.text) as unknown;
  } catch {
    // What the parser says quotes the text, which may hold a secret.
    throw malformed('its JSON is broken or cut off', answer, details);
  }
  throw malformed(`it says it is ${type}`, answer, details);
}

/** The parsed body of an answer. Throws `answer-malformed` naming the first field that is wrong. */
export function parsedBody<T>(
  body: unknown,
  schema: z.ZodType<T>,
  answer: Answer,
  exchange: Exchange,
  host: string,
): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const what = field === '' ? 'it has an unknown form' : `its field ${field} is wrong`;
  throw malformed(what, answer, { host, request: requestOf(exchange), field });
}

function malformed(what: string, answer: Answer, details: Record<string, unknown>): AppError {
  return new AppError(
    'answer-malformed',
    `An answer of ${String(details['host'])} was not understood: ${what}. Try again; if it stays, something may be changing the answers on the way.`,
    { retryable: true, details, requestId: answer.requestId },
  );
}
