import { describe, expect, it } from 'vitest';
import { waitAsked, withRetries, type Ports } from '../../../electron/harbor/retries.ts';
import type { Answer, Exchange } from '../../../electron/harbor/exchange.ts';
import { AppError, type ErrorCode } from '../../../shared/contract/errors.ts';

const get: Exchange = { method: 'GET', path: '/x', headers: {} };
const answer = (status: number, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers,
  text: '',
  elapsed: 1,
  served: 1,
  requestId: null,
});
const lost = (code: ErrorCode, requestId: string | null): AppError =>
  new AppError(code, code, { requestId });

/** Plays these outcomes one after the other and counts the waits. */
function play(outcomes: readonly (Answer | AppError)[], exchange = get, isProven = true) {
  const waits: number[] = [];
  let sent = 0;
  const ports: Ports = {
    now: () => Date.UTC(2026, 0, 1),
    random: () => 1,
    sleep: (milliseconds, signal) => {
      if (signal?.aborted === true) return Promise.reject(new Error('aborted'));
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
  const send = (): Promise<Answer> => {
    const outcome = outcomes[Math.min(sent, outcomes.length - 1)] ?? answer(200);
    sent += 1;
    return outcome instanceof AppError ? Promise.reject(outcome) : Promise.resolve(outcome);
  };
  const result = withRetries(send, exchange, () => isProven, ports);
  return { result, waits, sent: () => sent };
}

describe('withRetries', () => {
  it('repeats a GET after a broken connection, with growing waits', async () => {
    const { result, waits, sent } = play([
      lost('connection-failed', 'r1'),
      lost('connection-refused', null),
      answer(200),
    ]);
    expect((await result).status).toBe(200);
    expect(sent()).toBe(3);
    expect(waits).toEqual([400, 800]);
  });

  it.each([429, 502, 503, 504])('repeats a GET after %i, three times at most', async (status) => {
    const { result, sent } = play([answer(status)]);
    expect((await result).status).toBe(status);
    expect(sent()).toBe(3);
  });

  it.each([200, 400, 401, 403, 404, 500])('does not repeat after %i', async (status) => {
    const { result, sent } = play([answer(status)]);
    await result;
    expect(sent()).toBe(1);
  });

  it.each(['timeout', 'tls-untrusted', 'tls-changed', 'proxy-login-needed', 'cancelled'] as const)(
    'does not repeat after %s',
    async (code) => {
      const { result, sent } = play([lost(code, null)]);
      await expect(result).rejects.toMatchObject({ code });
      expect(sent()).toBe(1);
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('never repeats a %s', async (method) => {
    const { result, sent } = play([answer(503)], { ...get, method });
    await result;
    expect(sent()).toBe(1);
  });

  it('waits as long as it is asked to, and not at all if that is too long', async () => {
    const asked = play([answer(429, { 'retry-after': '7' }), answer(200)]);
    await asked.result;
    expect(asked.waits).toEqual([7_000]);
    const tooLong = play([answer(429, { 'retry-after': '61' })]);
    expect((await tooLong.result).status).toBe(429);
    expect(tooLong.sent()).toBe(1);
  });

  it('sends a login that is not proven again only where Harbor cannot have seen it', async () => {
    const unseen = play([lost('connection-refused', null), answer(200)], get, false);
    await unseen.result;
    expect(unseen.sent()).toBe(2);
    const perhapsSeen = play([lost('connection-failed', 'r1')], get, false);
    await expect(perhapsSeen.result).rejects.toMatchObject({ code: 'connection-failed' });
    expect(perhapsSeen.sent()).toBe(1);
    const answered = play([answer(504)], get, false);
    expect((await answered.result).status).toBe(504);
    expect(answered.sent()).toBe(1);
  });

  it('ends at once when it is cancelled while waiting', async () => {
    const signal = AbortSignal.abort();
    const { result, sent } = play([answer(503)], { ...get, signal });
    await expect(result).rejects.toMatchObject({ code: 'cancelled' });
    expect(sent()).toBe(1);
  });
});

describe('waitAsked', () => {
  it('reads seconds and dates', () => {
    const now = Date.UTC(2026, 0, 1, 12);
    expect(waitAsked({ headers: { 'retry-after': '5' } }, now)).toBe(5_000);
    const date = new Date(now + 9_000).toUTCString();
    expect(waitAsked({ headers: { 'retry-after': date } }, now)).toBe(9_000);
    expect(waitAsked({ headers: { 'retry-after': 'soon' } }, now)).toBeNull();
    expect(waitAsked({ headers: {} }, now)).toBeNull();
  });
});
