import { app, dialog } from 'electron';
import type { Log } from '../log/log.ts';
import type { Redactor } from '../log/redact.ts';

/**
 * An error that nobody caught may have left anything half done: it is logged without secrets,
 * said, and ends Purser. A promise that nobody waited for is logged.
 */
export const installCrashHandlers = (log: Log, redactor: Redactor): void => {
  process.on('uncaughtException', (error) => {
    log.error('Uncaught error', error);
    const what = redactor.toText(error instanceof Error ? error.message : error);
    dialog.showErrorBox(
      'Purser has to close',
      `${what}\n\nIts log has more. Nothing you entered is lost.`,
    );
    app.exit(1);
  });
  process.on('unhandledRejection', (reason) => log.error('Unhandled rejection', reason));
};

/** Logs and says why Purser cannot start, and ends it. */
export const failToStart = (log: Log, why: string): void => {
  log.error('Could not start', why);
  dialog.showErrorBox('Purser cannot start', why);
  app.exit(1);
};
