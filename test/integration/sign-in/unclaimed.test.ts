import { expect, test } from 'vitest';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import type { ScriptedWindow } from './scripted-window.ts';
import { begin, failure, signedIn, withProvider } from './stage.ts';

/** Holds the question whose session it is until it is let go, and tells when it has come. */
function holdTaking(simulator: Simulator) {
  let letGo = (): void => undefined;
  let came = (): void => undefined;
  const isFree = new Promise<void>((resolve) => (letGo = resolve));
  const isAsked = new Promise<void>((resolve) => (came = resolve));
  simulator.faults.onRequest(({ target }) => {
    if (!target.includes('/users/current') || signedIn(simulator) === 0) return undefined;
    came();
    return isFree;
  });
  return { isAsked, letGo };
}

test.each<[string, string, (window: ScriptedWindow, end: AbortController) => void]>([
  ['is closed', 'closed', (window) => window.close()],
  ['is cancelled', 'cancelled', (_window, end) => end.abort()],
])(
  'leaves no session at Harbor where it %s while the session is taken',
  async (_how, reason, stop) => {
    const simulator = await withProvider();
    const { isAsked, letGo } = holdTaking(simulator);
    const end = new AbortController();
    const script = async (window: ScriptedWindow): Promise<void> => {
      await window.signIn('ada');
      await isAsked;
      expect(signedIn(simulator)).toBe(1);
      stop(window, end);
      letGo();
    };
    const { ended, window } = await begin(simulator.url, script, {}, end);
    expect(failure(ended).reason).toBe(reason);
    expect(window?.isClosed).toBe(true);
    expect(signedIn(simulator)).toBe(0);
  },
);

test('ends by itself where Harbor cannot be reached any more', async () => {
  const simulator = await withProvider();
  const { ended } = await begin(simulator.url, async (window) => {
    await simulator.close();
    window.close();
  });
  expect(failure(ended).reason).toBe('closed');
});
