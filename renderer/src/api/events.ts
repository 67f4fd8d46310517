import { getCurrentScope, onScopeDispose } from 'vue';
import type { EventName, EventPayload } from '../../../shared/contract/events.ts';

/**
 * Listens to the main process until the returned function is called, or until the component or
 * store that asked is gone. As with answers, the contract is checked at the other end.
 */
export function onEvent<N extends EventName>(
  name: N,
  listener: (payload: EventPayload<N>) => void,
): () => void {
  const stop = window.purser.on(name, (payload) => {
    listener(payload as EventPayload<N>);
  });
  if (getCurrentScope()) onScopeDispose(stop);
  return stop;
}
