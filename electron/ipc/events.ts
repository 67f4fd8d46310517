import { channelOf } from '../../shared/contract/bridge.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import { events } from '../../shared/contract/events.ts';

/** Tells the window something of the contract. */
export type Emit = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/**
 * Makes the way of events out of the main process.
 *
 * @param send Passes a payload to the window, or drops it while there is none.
 * @param check Parses payloads too, so that a wrong one is heard of.
 */
export const createEmit =
  (send: (channel: string, payload: unknown) => void, check: boolean): Emit =>
  (name, payload) => {
    if (check) events[name].parse(payload);
    send(channelOf(name), payload);
  };
