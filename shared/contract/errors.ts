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

/** An error a user can act on. The only class of error that leaves a room. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  readonly harbor: ErrorShape['harbor'];
  readonly requestId: string | null;
  readonly logId: string | null;

  constructor(
    code: ErrorCode,
    message: string,
    more: Partial<Omit<ErrorShape, 'code' | 'message'>> & { cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryable = more.retryable ?? false;
    this.details = more.details ?? {};
    this.harbor = more.harbor ?? null;
    this.requestId = more.requestId ?? null;
    this.logId = more.logId ?? null;
  }

  /** The plain data of this error, without stack and cause. */
  toShape(): ErrorShape {
    const { code, message, retryable, details, harbor, requestId, logId } = this;
    return { code, message, retryable, details: { ...details }, harbor, requestId, logId };
  }

  /** The error again, on the other side of a border. */
  static fromShape(shape: ErrorShape): AppError {
    return new AppError(shape.code, shape.message, shape);
  }
}
