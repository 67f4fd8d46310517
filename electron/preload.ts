import { contextBridge, ipcRenderer } from 'electron';
import type { PurserBridge } from '../shared/contract/bridge.ts';
import { channelOf } from '../shared/contract/bridge.ts';
import type { CallName } from '../shared/contract/calls.ts';
import { CALL_NAMES, EVENT_NAMES } from '../shared/contract/names.ts';

const calls = Object.fromEntries(
  CALL_NAMES.map((name) => [
    name,
    (input: unknown): Promise<unknown> => ipcRenderer.invoke(channelOf(name), input),
  ]),
) as Record<CallName, PurserBridge['calls'][CallName]>;

const bridge: PurserBridge = {
  calls,
  on: (event, listener) => {
    // The page must not reach any other channel of the browser's, whatever it asks for.
    if (!EVENT_NAMES.includes(event)) throw new Error(`There is no event ${event}`);
    const channel = channelOf(event);
    // The event object would hand the page a sender to write to; only the payload passes.
    const forward = (_event: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => void ipcRenderer.off(channel, forward);
  },
};

contextBridge.exposeInMainWorld('purser', bridge);
