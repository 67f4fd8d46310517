import { describe, expect, test } from 'vitest';
import { PAGES_AT_ONCE } from '../../../electron/sync/limits.ts';
import { createProgress } from '../../../electron/sync/progress.ts';
import { createRequests } from '../../../electron/sync/requests.ts';
import { cancelled } from '../../../electron/sync/verdict.ts';
import { AppError, type ErrorCode } from '../../../shared/contract/errors.ts';

const make = () => {
  const outer = new AbortController();
  const progress = createProgress(() => undefined);
  return { outer, progress, requests: createRequests(outer.signal, progress) };
};
const fail = (code: ErrorCode) => () => Promise.reject(new AppError(code, code));
const quiet = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch((error: unknown) => error);

describe('the requests of a sync', () => {
  test('are bounded, and counted whether they succeed or fail', async () => {
    const { requests, progress } = make();
    let inside = 0;
    let most = 0;
    const ask = async (): Promise<void> => {
      most = Math.max(most, (inside += 1));
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 60 }, () => requests.send(ask)));
    await quiet(requests.send(fail('forbidden')));
    expect(most).toBe(PAGES_AT_ONCE);
    expect(progress.current.requestsDone).toBe(61);
  });

  test('a failure of one listing ends nothing', async () => {
    const { requests } = make();
    for (let i = 0; i < 20; i += 1) await quiet(requests.send(fail('harbor-internal')));
    expect(requests.signal.aborted).toBe(false);
  });

  test.each(['login-refused', 'tls-changed', 'connection-refused', 'disk-full'] as const)(
    '%s ends all of them',
    async (code) => {
      const { requests } = make();
      const running = quiet(requests.send((signal) => untilAborted(signal)));
      await quiet(requests.send(fail(code)));
      expect(requests.signal.reason).toMatchObject({ code });
      expect(await running).toMatchObject({ code });
      expect(await quiet(requests.send(() => Promise.resolve()))).toMatchObject({ code });
    },
  );

  test('three troubles in a row end them, for this reason', async () => {
    const { requests } = make();
    await quiet(requests.send(fail('timeout')));
    await quiet(requests.send(fail('harbor-unavailable')));
    expect(requests.signal.aborted).toBe(false);
    await quiet(requests.send(fail('timeout')));
    expect(requests.signal.reason).toMatchObject({ code: 'timeout' });
  });

  test('troubles that began before the last success do not count', async () => {
    const { requests } = make();
    const release: (() => void)[] = [];
    const slow = Array.from({ length: 6 }, () =>
      quiet(
        requests.send(
          () =>
            new Promise((_, reject) => {
              release.push(() => reject(new AppError('timeout', 'timeout')));
            }),
        ),
      ),
    );
    await requests.send(() => Promise.resolve());
    for (const end of release) end();
    await Promise.all(slow);
    expect(requests.signal.aborted).toBe(false);
  });

  test('a cancel from outside reaches them', async () => {
    const { requests, outer } = make();
    const running = quiet(requests.send((signal) => untilAborted(signal)));
    outer.abort(cancelled());
    expect(await running).toMatchObject({ code: 'cancelled' });
    await requests.settled();
  });

  test('a fault of our own ends them as an internal error', async () => {
    const { requests } = make();
    await quiet(requests.send(() => Promise.reject(new TypeError('oops'))));
    expect(requests.signal.reason).toMatchObject({ code: 'internal' });
  });
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
