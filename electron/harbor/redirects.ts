import { AppError } from '../../shared/contract/errors.ts';
import { requestOf } from './harbor-errors.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { Transport } from './transport.ts';

/** Redirects followed in a row, within one origin. */
const MOST_REDIRECTS = 3;

/**
 * Sends a request and follows redirects of a GET that stay on the same origin. Any other is
 * refused with `redirected`, because the login must not travel with it.
 */
export async function sendFollowing(transport: Transport, exchange: Exchange): Promise<Answer> {
  let current = exchange;
  for (let turn = 0; ; turn += 1) {
    const answer = await transport.send(current);
    if (answer.status < 300 || answer.status > 399) return answer;
    current = { ...current, path: nextPath(answer, current, transport, turn) };
  }
}

function nextPath(answer: Answer, exchange: Exchange, transport: Transport, turn: number): string {
  const { address } = transport;
  const location = answer.headers['location'];
  const here = `${address.origin}${exchange.path}`;
  const target =
    typeof location === 'string' && URL.canParse(location, here) ? new URL(location, here) : null;
  const stays = target !== null && target.origin === address.origin;
  if (stays && exchange.method === 'GET' && turn < MOST_REDIRECTS) {
    return `${target.pathname}${target.search}`;
  }
  const to = target === null ? 'nowhere' : target.origin;
  const why =
    target !== null && target.origin !== address.origin
      ? `Use ${to} as the address if that is this Harbor.`
      : 'Check the address, and what stands before Harbor.';
  throw new AppError(
    'redirected',
    `${address.host} sends requests on to ${to}, which was not followed. ${why}`,
    {
      details: {
        host: address.host,
        location: target?.host ?? '',
        origin: target?.origin ?? '',
        request: requestOf(exchange),
        status: answer.status,
      },
      requestId: answer.requestId,
    },
  );
}
