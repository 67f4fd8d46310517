import { getCurrentScope, onScopeDispose } from 'vue';
import { events } from '../../../shared/contract/events.ts';
import type { EventName, EventPayload } from '../../../shared/contract/events.ts';

/**
 * Listens to the main process until the returned function is called, or until the component or
 * store that asked is gone. Payloads that do not fit the contract are dropped.
 */
export function onEvent<N extends EventName>(
  name: N,
  listener: (payload: EventPayload<N>) => void,
): () => void {
  const stop = window.purser.on(name, (payload) => {
    const parsed = events[name].safeParse(payload);
    if (parsed.success) listener(parsed.data as EventPayload<N>);
  });
  if (getCurrentScope()) onScopeDispose(stop);
  return stop;
}
