import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSecretClipboard } from '../../../electron/keychain/secret-clipboard.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const aClipboard = (seconds = 30) => {
  const desktop = {
    text: '',
    copyText: async (text: string) => void (desktop.text = text),
    clipboardText: async () => desktop.text,
  };
  const clipboard = createSecretClipboard({
    desktop,
    seconds: () => seconds,
    now: () => Date.now() / 1_000,
    onFailure: () => undefined,
  });
  return { desktop, clipboard };
};

test('takes a secret off after the time, and not before', async () => {
  const { desktop, clipboard } = aClipboard(5);
  await clipboard.put('Secret-1');
  await vi.advanceTimersByTimeAsync(4_999);
  expect(desktop.text).toBe('Secret-1');
  await vi.advanceTimersByTimeAsync(1);
  expect(desktop.text).toBe('');
});

test('leaves alone what another program put there, and does not come back for it', async () => {
  const { desktop, clipboard } = aClipboard();
  await clipboard.put('Secret-1');
  desktop.text = 'of another program';
  await vi.advanceTimersByTimeAsync(30_000);
  expect(desktop.text).toBe('of another program');
  desktop.text = 'Secret-1';
  await clipboard.end();
  expect(desktop.text).toBe('Secret-1');
});

test('counts from the newest copy', async () => {
  const { desktop, clipboard } = aClipboard(10);
  await clipboard.put('Secret-1');
  await vi.advanceTimersByTimeAsync(9_000);
  await clipboard.put('Secret-2');
  await vi.advanceTimersByTimeAsync(9_000);
  expect(desktop.text).toBe('Secret-2');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(desktop.text).toBe('');
});
