import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import { FAILURES_IN_A_ROW, PAGES_AT_ONCE } from './limits.ts';
import type { Progress } from './progress.ts';
import { asAppError, verdictOn } from './verdict.ts';

/** The requests of one sync: a bounded number on their way, and one end for all of them. */
export interface Requests {
  /**
   * Sends one when its turn has come, and counts it as done. Throws what it throws; a failure
   * that no other request would escape ends all of them.
   * @param urgency the higher goes first; 0 unless said
   */
  send<T>(ask: (signal: AbortSignal) => Promise<T>, urgency?: number): Promise<T>;
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>;
  /** Ends everything that is on its way or waiting, for this reason. */
  stop(reason: unknown): void;
  /** Aborted as soon as the sync is over before its time; its reason is an AppError. */
  readonly signal: AbortSignal;
}

/** @param outer ends the requests from outside; its reason is an AppError. */
export function createRequests(outer: AbortSignal, progress: Progress): Requests {
  const queue = new PQueue({ concurrency: PAGES_AT_ONCE });
  const ending = new AbortController();
  // Every request on its way listens, and there are more of them than Node finds normal.
  setMaxListeners(0, ending.signal);
  const stop = (reason: unknown): void => ending.abort(asAppError(reason));
  if (outer.aborted) stop(outer.reason);
  outer.addEventListener('abort', () => stop(outer.reason), { once: true });

  let order = 0;
  let lastSuccess = 0;
  let failures = 0;

  /** Only failures begun after the last success count: those before say nothing about now. */
  const judge = (error: unknown, begun: number): void => {
    const verdict = verdictOn(error);
    if (verdict === 'stop') stop(error);
    if (verdict !== 'trouble' || begun < lastSuccess) return;
    failures += 1;
    if (failures >= FAILURES_IN_A_ROW) stop(error);
  };

  const run = async <T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const begun = (order += 1);
    try {
      ending.signal.throwIfAborted();
      const answer = await ask(ending.signal);
      lastSuccess = order += 1;
      failures = 0;
      return answer;
    } catch (error) {
      if (!ending.signal.aborted) judge(error, begun);
      throw error;
    } finally {
      progress.done();
    }
  };

  return {
    stop,
    settled: () => queue.onIdle(),
    signal: ending.signal,
    send: (ask, urgency = 0) => queue.add(() => run(ask), { priority: urgency }),
  };
}
