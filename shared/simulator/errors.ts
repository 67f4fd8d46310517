/** Harbor's error codes and their statuses (src/lib/http/error.go). */
const STATUS: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  DENIED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  PRECONDITION: 412,
  UNPROCESSABLE_ENTITY: 422,
  TOO_MANY_REQUEST: 429,
  UNKNOWN: 500,
};

/** An answer `{"errors":[{code, message}]}`. */
export class HarborError extends Error {
  readonly code: string;
  readonly status: number;
  /** The request carried no Basic credentials and failed in go-openapi's binding. */
  readonly challenge: boolean;

  constructor(code: string, message: string, challenge = false) {
    super(message);
    this.code = code;
    this.status = STATUS[code] ?? 500;
    this.challenge = challenge;
  }
}

/** A Go panic: status 500, no body, no Content-Type. */
export class HandlerPanic extends Error {}

export const badRequest = (message: string): HarborError => new HarborError('BAD_REQUEST', message);
export const unauthorized = (message = 'unauthorized'): HarborError =>
  new HarborError('UNAUTHORIZED', message);
export const forbidden = (message = 'forbidden'): HarborError =>
  new HarborError('FORBIDDEN', message);
export const denied = (message = 'denied'): HarborError => new HarborError('DENIED', message);
export const notFound = (message: string): HarborError => new HarborError('NOT_FOUND', message);
export const conflict = (message: string): HarborError => new HarborError('CONFLICT', message);
export const precondition = (message: string): HarborError =>
  new HarborError('PRECONDITION', message);
/** Whatever goes wrong inside is masked: the cause never leaves the server. */
export const internal = (): HarborError => new HarborError('UNKNOWN', 'internal server error');
