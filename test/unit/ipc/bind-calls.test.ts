import { expect, it } from 'vitest';
import { bindCalls } from '../../../electron/ipc/bind-calls.ts';
import type { Router } from '../../../electron/ipc/router.ts';
import type { SenderEvent } from '../../../electron/ipc/sender.ts';
import { channelOf } from '../../../shared/contract/bridge.ts';
import type { Envelope } from '../../../shared/contract/envelope.ts';
import { CALL_NAMES } from '../../../shared/contract/names.ts';

const EVENT: SenderEvent = { sender: { id: 1, isDestroyed: () => false }, senderFrame: null };

it('binds every call, wants the router at the first, and keeps those that come before the router until it is there', async () => {
  const bound = new Map<string, (event: SenderEvent, input: unknown) => Promise<Envelope>>();
  let arrive: (router: Router) => void = () => undefined;
  const router = new Promise<Router>((resolve) => {
    arrive = resolve;
  });
  let isWanted = false;
  const want = (): Promise<Router> => {
    isWanted = true;
    return router;
  };
  bindCalls({ handle: (channel, listener) => bound.set(channel, listener) }, want);
  expect([...bound.keys()]).toEqual(CALL_NAMES.map(channelOf));
  expect(isWanted).toBe(false);

  const early = bound.get(channelOf('sync.start'))?.(EVENT, { instanceIds: ['a'] });
  expect(isWanted).toBe(true);
  const asked: unknown[] = [];
  arrive({
    handle: (...call) => {
      asked.push(call);
      return Promise.resolve({ ok: true, value: 'started' });
    },
  });
  expect(await early).toEqual({ ok: true, value: 'started' });
  expect(asked).toEqual([['sync.start', EVENT, { instanceIds: ['a'] }]]);
});
