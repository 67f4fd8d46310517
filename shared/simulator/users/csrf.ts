import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Chance } from '../chance.ts';
import { forbidden } from '../errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const SKIPPED_PATHS = ['/api/', '/v2/', '/service/'];
const TOKEN_BYTES = 32;
/** Seconds that the `_gorilla_csrf` cookie lives. */
const COOKIE_AGE = 43_200;

interface CsrfRequest {
  readonly method: string;
  readonly path: string;
  readonly cookies: ReadonlyMap<string, string>;
  /** X-Harbor-CSRF-Token. */
  readonly token: string | undefined;
}

export interface CsrfAnswer {
  /** Value and expiry of a new `_gorilla_csrf` cookie, where the request brought no valid one. */
  readonly cookie: string | undefined;
  /** Value of X-Harbor-CSRF-Token; undefined where CSRF does not apply. */
  readonly token: string | undefined;
  readonly failure: Error | undefined;
}

/** gorilla/csrf as Harbor uses it (src/server/middleware/csrf): tokens are masked anew in every answer. */
export class CsrfGuard {
  readonly #chance: Chance;
  readonly #key: Buffer;
  readonly #namesMissing: boolean;

  constructor(chance: Chance, namesMissing: boolean) {
    this.#chance = chance;
    this.#key = chance.bytes(TOKEN_BYTES);
    this.#namesMissing = namesMissing;
  }

  /** Skipped for API paths as long as the request carries no `sid` cookie. */
  check({ method, path, cookies, token }: CsrfRequest): CsrfAnswer {
    if (!cookies.has('sid') && SKIPPED_PATHS.some((prefix) => path.startsWith(prefix)))
      return { cookie: undefined, token: undefined, failure: undefined };
    const known = this.#open(cookies.get('_gorilla_csrf'));
    const real = known ?? this.#chance.bytes(TOKEN_BYTES);
    return {
      cookie: known ? undefined : this.#seal(real),
      token: this.#mask(real),
      failure: SAFE_METHODS.has(method) ? undefined : this.#failure(real, token),
    };
  }

  #failure(real: Buffer, token: string | undefined): Error | undefined {
    if (!token) {
      const text = this.#namesMissing ? 'CSRF token not found in request' : 'CSRF token invalid';
      return forbidden(text);
    }
    const sent = Buffer.from(token, 'base64');
    const unmasked = Buffer.alloc(TOKEN_BYTES);
    for (let index = 0; index < TOKEN_BYTES; index += 1)
      unmasked[index] = (sent[index] ?? 0) ^ (sent[index + TOKEN_BYTES] ?? 0);
    const good = sent.length === 2 * TOKEN_BYTES && timingSafeEqual(unmasked, real);
    return good ? undefined : forbidden('CSRF token invalid');
  }

  #mask(real: Buffer): string {
    const pad = this.#chance.bytes(TOKEN_BYTES);
    const masked = Buffer.alloc(TOKEN_BYTES);
    for (let index = 0; index < TOKEN_BYTES; index += 1)
      masked[index] = (pad[index] ?? 0) ^ (real[index] ?? 0);
    return Buffer.concat([pad, masked]).toString('base64');
  }

  #seal(real: Buffer): string {
    const mac = createHmac('sha256', this.#key).update(real).digest();
    return Buffer.concat([real, mac]).toString('base64url');
  }

  #open(cookie: string | undefined): Buffer | undefined {
    const bytes = Buffer.from(cookie ?? '', 'base64url');
    const real = bytes.subarray(0, TOKEN_BYTES);
    const mac = createHmac('sha256', this.#key).update(real).digest();
    const sealed = bytes.subarray(TOKEN_BYTES);
    return sealed.length === mac.length && timingSafeEqual(mac, sealed)
      ? Buffer.from(real)
      : undefined;
  }
}

/** The Set-Cookie line of a new `_gorilla_csrf`. `now` is epoch milliseconds. */
export function csrfCookie(value: string, now: number, secure: boolean): string {
  const expires = new Date(now + COOKIE_AGE * 1000).toUTCString();
  return `_gorilla_csrf=${value}; Path=/; Expires=${expires}; Max-Age=${COOKIE_AGE}; HttpOnly${secure ? '; Secure' : ''}; SameSite=Strict`;
}
