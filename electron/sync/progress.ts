import type { SyncProgress } from '../../shared/contract/instances.ts';
import { throttle } from '../throttle.ts';
import { REPORT_EVERY } from './limits.ts';

/** How far one sync is. `current` is always up to date; reports come at most four a second. */
export interface Progress {
  /** So many more requests are known to lie ahead. */
  plan(requests: number): void;
  /** One request was answered, or failed for good. */
  done(): void;
  robots(count: number): void;
  readonly current: SyncProgress;
  /** No further report will come. */
  end(): void;
}

/** Counts requests and robots of one sync and reports them, at most once in 250 ms. */
export function createProgress(report: (progress: SyncProgress) => void): Progress {
  let requestsDone = 0;
  let planned = 0;
  let robots = 0;
  const reports = throttle(REPORT_EVERY, report);

  const current = (): SyncProgress => ({
    requestsDone,
    requestsKnown: Math.max(planned, requestsDone),
    robots,
  });

  return {
    plan(requests) {
      planned += requests;
      reports.say(current());
    },
    done() {
      requestsDone += 1;
      reports.say(current());
    },
    robots(count) {
      robots += count;
      reports.say(current());
    },
    get current() {
      return current();
    },
    end: () => reports.drop(),
  };
}
