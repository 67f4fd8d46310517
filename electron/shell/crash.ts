import { app, dialog } from 'electron';
import type { Log } from '../log/log.ts';
import type { Redactor } from '../log/redact.ts';

/** Milliseconds that the last things under way have, after an error that nobody caught. */
const SETTLE_WITHIN = 1_000;

/**
 * An error that nobody caught may have left anything half done: it is logged without secrets,
 * said, and ends Purser. A promise that nobody waited for is logged.
 *
 * @param end Resolves when the process can end without being aborted.
 */
export const installCrashHandlers = (
  log: Log,
  redactor: Redactor,
  end: () => Promise<void>,
): void => {
  process.on('uncaughtException', (error) => {
    log.error('Uncaught error', error);
    const what = redactor.toText(error instanceof Error ? error.message : error);
    dialog.showErrorBox(
      'Purser has to close',
      `${what}\n\nIts log has more. Nothing you entered is lost.`,
    );
    const late = new Promise((resolve) => setTimeout(resolve, SETTLE_WITHIN));
    void Promise.race([end(), late]).finally(() => app.exit(1));
  });
  process.on('unhandledRejection', (reason) => log.error('Unhandled rejection', reason));
};

/** Says why Purser cannot start, and ends it. */
export const failToStart = (why: string): void => {
  dialog.showErrorBox('Purser cannot start', why);
  app.exit(1);
};
