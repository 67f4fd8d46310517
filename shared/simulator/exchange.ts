import type { IncomingCall } from './http/incoming-call.ts';
import type { Identity } from './users/identity.ts';
import type { RequestSession } from './users/sessions.ts';
import type { World } from './world.ts';

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
