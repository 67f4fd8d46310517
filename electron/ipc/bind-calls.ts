import { channelOf } from '../../shared/contract/bridge.ts';
import type { Envelope } from '../../shared/contract/envelope.ts';
import { CALL_NAMES } from '../../shared/contract/names.ts';
import type { Router } from './router.ts';
import type { SenderEvent } from './sender.ts';

/** The part of Electron's `ipcMain` that calls are bound to. */
export interface IpcBinding {
  handle(
    channel: string,
    listener: (event: SenderEvent, input: unknown) => Promise<Envelope>,
  ): void;
}

/**
 * Binds every call of the contract. A page may ask before the router is loaded, and then waits for
 * it.
 * @param router asked for at every call, so that the first one may begin to load it
 */
export const bindCalls = (ipc: IpcBinding, router: () => Promise<Router>): void => {
  for (const name of CALL_NAMES) {
    ipc.handle(channelOf(name), async (event, input) =>
      (await router()).handle(name, event, input),
    );
  }
};
