/** What the worker of the demo fleet is started with. */
export interface DemoWorkerData {
  /** Epoch milliseconds that everything in the fleet is relative to. */
  readonly now: number;
  /** Of the login of each Harbor, in their order. */
  readonly passwords: readonly string[];
}

/** Sent once, when every Harbor listens. */
export interface DemoReady {
  /** http://127.0.0.1:49152, in the order of the Harbors. */
  readonly urls: readonly string[];
}
