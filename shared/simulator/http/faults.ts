/** What a fault does to the requests that it meets. */
export type FaultKind =
  /** Answers `delay` milliseconds late. */
  | 'latency'
  /** Answers `status` with the HTML page of a proxy, without reaching Harbor. */
  | 'proxy-error'
  /** Cuts the connection before Harbor saw the request. */
  | 'cut-before'
  /** Cuts the connection after Harbor applied the request: the answer is lost. */
  | 'cut-after'
  /** Sends the headers and half of the body, then cuts the connection. */
  | 'truncate'
  /** Blows the answer up to `bytes` with white space, which JSON allows. */
  | 'oversize'
  /** Sends the answer as `contentType`. */
  | 'content-type'
  /** Sends the HTML page of a login portal with status 200. */
  | 'html'
  /** A masked 500 of Harbor itself, nothing applied. */
  | 'internal-error';

export interface Fault {
  readonly kind: FaultKind;
  /** Request method, any when absent. */
  readonly method?: string | undefined;
  /** Part of the path with query as it was sent, or an expression; any when absent. */
  readonly path?: string | RegExp | undefined;
  /** How many requests it meets before it is used up; always when absent. */
  readonly times?: number | undefined;
  /** How many matching requests pass untouched first. */
  readonly after?: number | undefined;
  /** Milliseconds, for `latency`. */
  readonly delay?: number | undefined;
  /** For `proxy-error`, 502 when absent. */
  readonly status?: number | undefined;
  /** Retry-After in seconds (or a date), for `proxy-error`. */
  readonly retryAfter?: string | number | undefined;
  /** For `oversize`, 64 MiB when absent. */
  readonly bytes?: number | undefined;
  /** For `content-type`, text/plain when absent. */
  readonly contentType?: string | undefined;
}

/** A request as hooks see it; changes to the simulator's state take effect for this request. */
export interface RequestSeen {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** Number of requests so far, this one included. */
  readonly count: number;
}

interface Armed {
  readonly fault: Fault;
  passed: number;
  met: number;
}

/** Faults to inject, and hooks that run before a request is handled. */
export class Faults {
  #armed: Armed[] = [];
  readonly #hooks = new Set<(request: RequestSeen) => void | Promise<void>>();

  /** Arms a fault; the returned function disarms it. */
  add(fault: Fault): () => void {
    const armed: Armed = { fault, passed: 0, met: 0 };
    this.#armed.push(armed);
    return () => {
      this.#armed = this.#armed.filter((other) => other !== armed);
    };
  }

  /** Disarms everything and forgets the hooks. */
  clear(): void {
    this.#armed = [];
    this.#hooks.clear();
  }

  /** Runs before each request is handled, to change or delete a robot between two calls. */
  onRequest(hook: (request: RequestSeen) => void | Promise<void>): () => void {
    this.#hooks.add(hook);
    return () => this.#hooks.delete(hook);
  }

  async runHooks(request: RequestSeen): Promise<void> {
    for (const hook of this.#hooks) await hook(request);
  }

  /** The faults that meet a request, counted as used. */
  take(request: RequestSeen): Fault[] {
    const met: Fault[] = [];
    for (const armed of this.#armed) {
      if (!matches(armed.fault, request)) continue;
      armed.passed += 1;
      if (armed.passed <= (armed.fault.after ?? 0)) continue;
      if (armed.met >= (armed.fault.times ?? Number.POSITIVE_INFINITY)) continue;
      armed.met += 1;
      met.push(armed.fault);
    }
    return met;
  }
}

function matches({ method, path }: Fault, request: RequestSeen): boolean {
  if (method !== undefined && method !== request.method) return false;
  if (path === undefined) return true;
  return typeof path === 'string' ? request.target.includes(path) : path.test(request.target);
}

/** The error page of a reverse proxy. */
export function proxyPage(status: number, reason: string): string {
  return `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}
