import { AppError } from '../../shared/contract/errors.ts';
import { throttle } from '../throttle.ts';

/** How far an export is. */
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

/** What an export looks at while it runs. */
export interface RunningExport {
  /** Aborted where it is to end; its reason is an AppError `cancelled`. */
  readonly signal: AbortSignal;
  /** Reaches the window now and then. */
  readonly report: (progress: ExportProgress) => void;
}

/** The one export of many robots that may run at a time. */
export interface OneExport {
  /** Throws `not-allowed` while another one runs. */
  run<T>(work: (running: RunningExport) => Promise<T>): Promise<T>;
  /** Ends the one that runs. */
  cancel(): void;
}

/** Milliseconds between two reports to the window. */
const REPORT_EVERY = 250;

export function createOneExport(onProgress: (progress: ExportProgress) => void): OneExport {
  let running: AbortController | null = null;
  return {
    async run(work) {
      if (running !== null) {
        throw new AppError('not-allowed', 'Another export is running. Wait for it, or stop it.');
      }
      const mine = new AbortController();
      running = mine;
      const reports = throttle(REPORT_EVERY, onProgress);
      try {
        return await work({ signal: mine.signal, report: reports.say });
      } finally {
        reports.drop();
        running = null;
      }
    },
    cancel: () => running?.abort(new AppError('cancelled', 'The export was stopped.')),
  };
}
