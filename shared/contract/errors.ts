import { z } from 'zod';

/**
 * Every failure that a user can meet, as one closed list. Errors are made at the edges (Harbor,
 * keychain, files, database, IPC) and travel unchanged to the window, which turns the code into
 * a sentence and a way on.
 */
export const ERROR_CODES = [
  // the way to Harbor
  'address-invalid',
  'dns-failed',
  'connection-refused',
  'connection-failed',
  'timeout',
  'proxy-failed',
  'proxy-login-needed',
  'tls-untrusted',
  'tls-expired',
  'tls-wrong-host',
  'tls-changed',
  'tls-client-certificate-needed',
  'tls-client-certificate-bad',
  'tls-failed',
  'redirected',
  // what answered
  'not-harbor',
  'answer-too-large',
  'answer-malformed',
  'harbor-unavailable',
  'harbor-too-many-requests',
  'harbor-internal',
  'harbor-read-only',
  // who we are
  'login-refused',
  'login-needed',
  'login-stopped',
  'sign-in-ended',
  'sign-in-failed',
  'forbidden',
  'not-found',
  'conflict',
  'bad-request',
  // this computer
  'keychain-missing',
  'keychain-locked',
  'keychain-failed',
  'cache-failed',
  'disk-full',
  'file-failed',
  'file-invalid',
  // ourselves
  'locked-here',
  'invalid-input',
  'query-invalid',
  'unknown-item',
  'cancelled',
  'not-allowed',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** The data of an error, as it crosses the border between processes. */
export const errorShape = z.object({
  code: z.enum(ERROR_CODES),
  /** One English sentence for people: what happened, to what, what to do. Never a stack. */
  message: z.string(),
  /** Whether the same request can be sent again without doing harm. */
  retryable: z.boolean(),
  /** Facts for the details panel, such as host, step, field, certificate. Never a secret. */
  details: z.record(z.string(), z.unknown()),
  /** Harbor's own code and message, quoted, where it gave one. */
  harbor: z.object({ status: z.number(), code: z.string(), message: z.string() }).nullable(),
  /** Harbor's `X-Request-ID`, for the people who read its log. */
  requestId: z.string().nullable(),
  /** Where our own log has more, for unknown errors. */
  logId: z.string().nullable(),
});

export type ErrorShape = z.infer<typeof errorShape>;

export { AppError } from './app-error.ts';
