import type { ErrorCode, ErrorShape } from './errors.ts';

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
