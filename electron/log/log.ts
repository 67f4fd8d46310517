import { join } from 'node:path';
import electronLog from 'electron-log/node';
import type { Redactor } from './redact.ts';

/** Where anything worth knowing later is written. Every part goes through the redactor. */
export interface Log {
  error(...parts: unknown[]): void;
  warn(...parts: unknown[]): void;
  info(...parts: unknown[]): void;
}

export interface LogFile extends Log {
  /** Writes to `<folder>/logs/purser.log` from now on. */
  moveTo(folder: string): void;
}

const MAX_BYTES = 1024 * 1024;

/**
 * The log of one process: `<folder>/logs/purser.log`, one megabyte and the one before it,
 * readable by its owner alone. A log that cannot be written stops nothing.
 */
export const createLog = (folder: string, redactor: Redactor): LogFile => {
  let file = join(folder, 'logs', 'purser.log');
  const logger = electronLog.create({ logId: `purser-${Math.random().toString(36).slice(2)}` });
  logger.transports.console.level = false;
  const transport = logger.transports.file;
  transport.setAppName('Purser');
  transport.resolvePathFn = () => file;
  transport.maxSize = MAX_BYTES;
  transport.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  transport.level = 'info';
  logger.hooks.push((message) => ({
    ...message,
    // Lines after the first are set in, so that no text can pass for an entry of its own.
    data: [
      message.data
        .map((part) => redactor.toText(part))
        .join(' ')
        .replaceAll('\n', '\n    '),
    ],
  }));
  return {
    error: (...parts) => logger.error(...parts),
    warn: (...parts) => logger.warn(...parts),
    info: (...parts) => logger.info(...parts),
    moveTo: (next) => {
      file = join(next, 'logs', 'purser.log');
    },
  };
};
