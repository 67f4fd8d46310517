import { z } from 'zod';
import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';
import { clientCertificateBad, clientCertificateNeeded } from './tls-errors.ts';
import type { Answer, Exchange } from './exchange.ts';

/** Harbor's error body, the same since 2.0: `{"errors":[{"code","message"}]}`. */
const errorBody = z.object({
  errors: z.array(z.object({ code: z.string().catch(''), message: z.string().catch('') })).min(1),
});

type Said = NonNullable<AppError['harbor']>;

/** What Harbor itself said with a failed answer; null where something else answered. */
export function whatHarborSaid({ status, text }: Answer): Said | null {
  const parsed = errorBody.safeParse(parseOrNull(text));
  if (!parsed.success) return null;
  const { errors } = parsed.data;
  const message = errors.map((error) => error.message).join('\n');
  return { status, code: errors[0]?.code ?? '', message: message.slice(0, 2_000) };
}

/**
 * Turns an answer outside 2xx into an AppError: Harbor's own errors by status (Harbor masks
 * every failure of its own as 500 "internal server error"), everything else as what stands
 * before Harbor. `host` is Harbor's host and port.
 */
export function answerError(answer: Answer, exchange: Exchange, host: string): AppError {
  const harbor = whatHarborSaid(answer);
  const [code, message] = harbor === null ? byStranger(answer, host) : byHarbor(harbor, host);
  const isRead = exchange.method === 'GET';
  const request = requestOf(exchange);
  const certificate = certificateWanted(answer, host);
  if (certificate !== null) return certificate;
  return new AppError(code, message, {
    // 429 is answered before anything is done; 5xx may follow a change that was made.
    retryable: isRead ? code !== 'login-refused' : answer.status === 429,
    details: { host, request, status: answer.status, ...titleOf(answer), ...waitOf(answer) },
    harbor,
    requestId: answer.requestId,
  });
}

/** `GET /api/v2.0/robots`, without the query. */
export const requestOf = ({ method, path }: Pick<Exchange, 'method' | 'path'>): string =>
  `${method} ${path.split('?')[0] ?? ''}`;

/** What only repeats the status. */
const SAYS_NOTHING =
  /^\s*(?:forbidden|unauthorized|not found|internal server error|bad request|conflict|)\.?\s*$/i;

const READ_ONLY = /read only mode/i;

/** Refusing a call for the whole system, Harbor answers with the caller's name (2.2 to 2.16). */
const isJustAName = ({ code, message }: Said): boolean =>
  code === 'FORBIDDEN' && !/\s/.test(message.trim());

function byHarbor(said: Said, host: string): [ErrorCode, string] {
  const { status, message } = said;
  const isEmpty = SAYS_NOTHING.test(message) || isJustAName(said);
  const quoted = isEmpty ? '' : ` Harbor says: “${message.trim()}”.`;
  if (status === 403 && READ_ONLY.test(message)) {
    return [
      'harbor-read-only',
      `The Harbor at ${host} is in read-only mode, so nothing can be changed there. Its administrator can end that.`,
    ];
  }
  const known: Readonly<Record<number, [ErrorCode, string]>> = {
    401: ['login-needed', `${host} wants a login for this.${quoted}`],
    403: ['forbidden', `This login is not allowed to do this at ${host}.${quoted}`],
    404: ['not-found', `${host} does not have what was asked for.${quoted}`],
    409: ['conflict', `${host} has this already.${quoted}`],
    429: [
      'harbor-too-many-requests',
      `${host} asks to send fewer requests.${quoted} Wait a little and try again.`,
    ],
    500: [
      'harbor-internal',
      `${host} failed inside.${quoted} Try again; if it stays, ask its administrator: Harbor's log has more under the request id.`,
    ],
  };
  const found = known[status];
  if (found !== undefined) return found;
  if (status >= 502 && status <= 504) return unavailable(status, host);
  if (status > 500)
    return ['harbor-internal', `${host} failed (${String(status)}).${quoted} Try again later.`];
  return ['bad-request', `${host} did not accept this request.${quoted}`];
}

function byStranger({ status }: Answer, host: string): [ErrorCode, string] {
  if (status === 429) {
    return [
      'harbor-too-many-requests',
      `Something in front of the Harbor at ${host} asks to send fewer requests. Wait a little and try again.`,
    ];
  }
  if (status >= 502 && status <= 504) return unavailable(status, host);
  if (status >= 500) {
    return ['harbor-internal', `${host} failed inside (${String(status)}) and gave no reason.`];
  }
  if (status === 401) {
    return [
      'login-refused',
      `Something in front of the Harbor at ${host} refused the login. Ask its administrator how the API is reached.`,
    ];
  }
  if (status === 403) {
    return [
      'forbidden',
      `Something in front of the Harbor at ${host} does not let this request through. Ask its administrator.`,
    ];
  }
  return [
    'not-harbor',
    `${host} answered ${String(status)} with something that is not Harbor's. Check the address.`,
  ];
}

const unavailable = (status: number, host: string): [ErrorCode, string] => [
  'harbor-unavailable',
  `The Harbor at ${host} is not available right now (${String(status)}). Try again later, or ask its administrator.`,
];

/** nginx answers 400 with a page of its own where a client certificate is missing or bad. */
function certificateWanted({ status, text }: Answer, host: string): AppError | null {
  if (status !== 400) return null;
  if (/no required ssl certificate was sent/i.test(text)) {
    return clientCertificateNeeded(host, 'nginx 400');
  }
  if (/the ssl certificate error/i.test(text)) return clientCertificateBad(host, 'nginx 400');
  if (/http request (?:was sent )?to (?:an )?https/i.test(text)) {
    return new AppError(
      'tls-failed',
      `${host} speaks https. Begin the address of this instance with https://.`,
      { details: { host } },
    );
  }
  return null;
}

/** Seconds of `Retry-After`, for the details. */
const waitOf = ({ headers }: Answer): { retryAfter?: string } => {
  const wait = headers['retry-after'];
  return typeof wait === 'string' ? { retryAfter: wait } : {};
};

/** The title of a page, which often names what answered. */
export function titleOf({ text }: Pick<Answer, 'text'>): { page?: string } {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text.slice(0, 20_000))?.[1]?.trim();
  return title === undefined || title === '' ? {} : { page: title.slice(0, 100) };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
