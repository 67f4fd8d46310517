import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { CallName } from '../../shared/contract/calls.ts';
import { calls } from '../../shared/contract/calls.ts';
import type { Envelope } from '../../shared/contract/envelope.ts';
import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';
import type { Handlers } from './handlers/types.ts';
import type { SenderEvent } from './sender.ts';

/** Takes every call of the window. */
export interface Router {
  handle(name: CallName, event: SenderEvent, input: unknown): Promise<Envelope>;
}

export interface RouterOptions {
  readonly handlers: Handlers;
  readonly isTrusted: (event: SenderEvent) => boolean;
  readonly log: { error(...parts: unknown[]): void; warn(...parts: unknown[]): void };
  /** Parses answers too, so that a wrong one is heard of. */
  readonly checkAnswers: boolean;
}

/** What people do and undo all day; the log is for what should not happen. */
const ORDINARY: ReadonlySet<ErrorCode> = new Set(['cancelled', 'query-invalid', 'invalid-input']);

const failure = (error: AppError): Envelope => ({ ok: false, error: error.toShape() });

/** Where the input was wrong, without its value: it may be a password. */
const whereWrong = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map((issue) => issue.path.map(String).join('.') || '(all of it)')
    .join(', ');

/**
 * The way of every call: sender → parse → handle → envelope. Nothing is ever thrown across the
 * border; an error that nobody foresaw is logged under an id, and the window gets the id alone.
 */
export const createRouter = (options: RouterOptions): Router => {
  const handle = async (name: CallName, event: SenderEvent, input: unknown): Promise<Envelope> => {
    if (!options.isTrusted(event)) {
      options.log.warn(`Refused ${name}: it did not come from the window's own page`);
      return failure(new AppError('not-allowed', 'This page may not ask for that.'));
    }
    const parsed = calls[name].input.safeParse(input);
    if (!parsed.success) {
      const where = whereWrong(parsed.error);
      options.log.warn(`Refused ${name}: wrong input at ${where}`);
      const message = `Purser could not use what was entered (${where}).`;
      return failure(new AppError('invalid-input', message, { details: { where } }));
    }
    try {
      const handler = options.handlers[name] as (input: unknown) => unknown;
      const answer = await handler(parsed.data);
      return { ok: true, value: options.checkAnswers ? calls[name].output.parse(answer) : answer };
    } catch (error) {
      if (error instanceof AppError) {
        if (!ORDINARY.has(error.code)) options.log.warn(`${name} failed`, error);
        return failure(error);
      }
      const logId = randomBytes(4).toString('hex');
      options.log.error(`Unforeseen error ${logId} in ${name}`, error);
      const message = `Something in Purser failed. Its log has more under ${logId}.`;
      return failure(new AppError('internal', message, { logId }));
    }
  };

  return { handle };
};
