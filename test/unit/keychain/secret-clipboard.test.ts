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
  const onFailure = vi.fn<(error: unknown) => void>();
  const clipboard = createSecretClipboard({
    desktop,
    seconds: () => seconds,
    now: () => Date.now() / 1_000,
    onFailure,
  });
  return { desktop, clipboard, onFailure };
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

test('takes a secret off once another program lets the clipboard go, and says once that it could not', async () => {
  const { desktop, clipboard, onFailure } = aClipboard(5);
  await clipboard.put('Secret-1');
  const { clipboardText } = desktop;
  desktop.clipboardText = async () => {
    throw new Error('held');
  };
  await vi.advanceTimersByTimeAsync(60_000);
  expect(desktop.text).toBe('Secret-1');
  expect(onFailure).toHaveBeenCalledTimes(1);
  desktop.clipboardText = clipboardText;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(desktop.text).toBe('');
});

test('does not believe that a clipboard is empty which another program holds', async () => {
  const { desktop, clipboard } = aClipboard(5);
  await clipboard.put('Secret-1');
  const { clipboardText } = desktop;
  desktop.clipboardText = async () => '';
  await vi.advanceTimersByTimeAsync(5_000);
  desktop.clipboardText = clipboardText;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(desktop.text).toBe('');
});

test('a clearing that went nowhere is repeated', async () => {
  const { desktop, clipboard } = aClipboard(5);
  await clipboard.put('Secret-1');
  const { copyText } = desktop;
  desktop.copyText = async () => undefined;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(desktop.text).toBe('Secret-1');
  desktop.copyText = copyText;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(desktop.text).toBe('');
});

test('is tried again on quitting too, but not for ever', async () => {
  const { desktop, clipboard } = aClipboard();
  await clipboard.put('Secret-1');
  const { copyText } = desktop;
  let turns = 0;
  desktop.copyText = async (text) => {
    turns += 1;
    if (turns < 3) throw new Error('held');
    await copyText(text);
  };
  const ended = clipboard.end();
  await vi.advanceTimersByTimeAsync(2_000);
  await ended;
  expect(desktop.text).toBe('');

  desktop.copyText = copyText;
  await clipboard.put('Secret-2');
  desktop.copyText = async () => {
    throw new Error('held');
  };
  const refused = expect(clipboard.end()).rejects.toThrow('held');
  await vi.advanceTimersByTimeAsync(2_000);
  await refused;
});
