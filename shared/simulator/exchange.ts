import type { GoQuery } from './go/go-url.ts';
import type { Identity } from './users/identity.ts';
import type { RequestSession } from './users/sessions.ts';
import type { World } from './world.ts';

/** A request as the handlers see it. */
export interface IncomingCall {
  readonly method: string;
  /** Decoded, repeated slashes merged. */
  readonly path: string;
  /** The same as it was sent (still escaped), for 404 texts, Location and Link. */
  readonly escapedPath: string;
  readonly query: GoQuery;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Whether go-openapi takes the request for one with a body. */
  readonly hasBody: boolean;
  readonly hasBasic: boolean;
}

/** What a handler answers. `json` is sent as a go-openapi payload; neither `json` nor `text`: empty. */
export interface Reply {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request with everything a handler may use. */
export interface Exchange {
  readonly world: World;
  readonly call: IncomingCall;
  readonly identity: Identity;
  readonly session: RequestSession;
  /** `{name}` segments of the route, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** How many robots the answer lists, for `pageCost`. */
  listed: number;
}

export type Handler = (exchange: Exchange) => Reply | Promise<Reply>;

export const ok = (json: unknown): Reply => ({ status: 200, json });
export const empty = (status = 200): Reply => ({ status });
