import type { GoQuery } from '../go/go-url.ts';

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
