import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../shared/contract/errors.ts';
import { cancelledError } from './connection-errors.ts';
import type { Answer, Exchange } from './exchange.ts';

/** Time and chance, so that tests have their own. */
export interface Ports {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** Rejects when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export const realPorts: Ports = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, signal ? { signal } : {}),
};

/** Times a request is sent at most. */
export const MOST_TRIES = 3;
/** Longest wait that an answer may ask for, in milliseconds. */
export const LONGEST_WAIT = 60_000;
const FIRST_WAIT = 400;

const LOST_ON_THE_WAY = new Set(['dns-failed', 'connection-refused', 'connection-failed']);
const COME_BACK_LATER = new Set([429, 502, 503, 504]);

/**
 * Sends a GET up to three times: after a broken connection, 429 and 502 to 504, with growing
 * waits of random length, or as long as `Retry-After` says. Other methods are sent once. A
 * request that carries a login which is not proven yet is repeated only where Harbor cannot
 * have seen it, because every wrong password counts in a directory.
 */
export async function withRetries(
  send: (exchange: Exchange) => Promise<Answer>,
  exchange: Exchange,
  isProven: () => boolean,
  ports: Ports,
): Promise<Answer> {
  for (let turn = 1; ; turn += 1) {
    const isLast = turn >= MOST_TRIES || exchange.method !== 'GET';
    let pause = 0;
    try {
      const answer = await send(exchange);
      if (isLast || !COME_BACK_LATER.has(answer.status)) return answer;
      if (!isProven() && answer.status !== 429) return answer;
      pause = waitAsked(answer, ports.now()) ?? backoff(turn, ports.random());
      if (pause > LONGEST_WAIT) return answer;
    } catch (error) {
      if (isLast || !(error instanceof AppError) || !LOST_ON_THE_WAY.has(error.code)) throw error;
      if (!isProven() && error.requestId !== null) throw error;
      pause = backoff(turn, ports.random());
    }
    await pauseFor(pause, exchange.signal, ports);
  }
}

async function pauseFor(
  milliseconds: number,
  signal: AbortSignal | undefined,
  ports: Ports,
): Promise<void> {
  try {
    await ports.sleep(milliseconds, signal);
  } catch (error) {
    throw signal?.aborted === true ? cancelledError() : error;
  }
}

/** Milliseconds, at least half and at most the whole of a doubling wait. */
const backoff = (turn: number, random: number): number =>
  FIRST_WAIT * 2 ** (turn - 1) * (0.5 + random / 2);

/** Milliseconds that `Retry-After` asks for, as seconds or as a date; null without one. */
export function waitAsked({ headers }: Pick<Answer, 'headers'>, now: number): number | null {
  const text = headers['retry-after'];
  if (typeof text !== 'string') return null;
  if (/^\d+$/.test(text.trim())) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
