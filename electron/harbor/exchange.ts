/** One request, as it goes over the wire. */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root of the host, encoded: /api/v2.0/systeminfo. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** One answer, read to its end. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Milliseconds from the request to the headers of the answer. */
  readonly elapsed: number;
  /** The part of it in which a connection was there; null where that cannot be told. */
  readonly served: number | null;
  readonly requestId: string | null;
}
