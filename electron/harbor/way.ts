import type { Answer, Exchange } from './exchange.ts';

/** How the requests of one client prove who they are from: by a password, or by a sign-in. */
export interface Way {
  /** Sends a request as us; what refuses us for good is thrown. */
  send(exchange: Exchange): Promise<Answer>;
  /** Sends the request that proves the login. */
  sendProof(exchange: Exchange): Promise<Answer>;
  /** So many requests lie ahead; called for users whose login is proven. */
  expect(count: number, signal?: AbortSignal): Promise<void>;
  /** Ends what was begun for this client alone. */
  end(): Promise<void>;
}
