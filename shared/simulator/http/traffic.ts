import type { RawRequest } from '../pipeline.ts';

/** One request that reached the simulator. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** Whether it carried Basic credentials, and cookies: never both from a careful client. */
  readonly basic: boolean;
  readonly cookie: boolean;
  /** The name in its Basic credentials, '' without any. */
  readonly username: string;
}

const usernameOf = (authorization: string | undefined): string =>
  Buffer.from(/^Basic (.*)$/i.exec(authorization ?? '')?.[1] ?? '', 'base64')
    .toString('utf8')
    .split(':')[0] ?? '';

const KEPT = 50_000;

/** What a client sent, for tests and benches. */
export class Traffic {
  count = 0;
  inFlight = 0;
  maxInFlight = 0;
  /** The first 50 000 requests. */
  readonly seen: SeenRequest[] = [];

  /** Counts a request; call what it returns when it is answered. */
  begin({ method, target, headers }: RawRequest): () => void {
    this.count += 1;
    this.inFlight += 1;
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    if (this.seen.length < KEPT)
      this.seen.push({
        method,
        target,
        basic: headers.authorization !== undefined,
        cookie: headers.cookie !== undefined,
        username: usernameOf(headers.authorization),
      });
    return () => {
      this.inFlight -= 1;
    };
  }

  clear(): void {
    this.count = 0;
    this.maxInFlight = this.inFlight;
    this.seen.length = 0;
  }
}
