import type { CallName } from './calls.ts';
import type { Envelope } from './envelope.ts';
import type { EventName } from './events.ts';

/**
 * What the preload puts on `window.purser`: one function per call, and one way to listen.
 * Untyped on purpose: `renderer/src/api` types it.
 */
export interface PurserBridge {
  readonly calls: Readonly<Record<CallName, (input: unknown) => Promise<Envelope>>>;
  /** Returns the function that stops listening. */
  readonly on: (event: EventName, listener: (payload: unknown) => void) => () => void;
}

/** IPC channel of a call or an event. */
export const channelOf = (name: CallName | EventName): string => `purser:${name}`;
