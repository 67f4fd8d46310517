import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { catchTyping, typedAhead } from '../../../renderer/src/features/palette/typed-ahead.ts';

/** A window that only hears keys; tells whether somebody took one. */
function aWindow() {
  const target = new EventTarget();
  const press = (key: string, more: object = {}): boolean => {
    const event = Object.assign(new Event('keydown', { cancelable: true }), { key, ...more });
    return !target.dispatchEvent(event);
  };
  return { target: target as unknown as Window, press };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('keeps what is typed before the field is there, and hands it over once', () => {
  const { target, press } = aWindow();
  catchTyping(target);
  expect(['4', '?', 'x', 'Backspace', 'Enter'].map((key) => press(key))).not.toContain(false);
  expect([press('Escape'), press('k', { ctrlKey: true })]).toEqual([false, false]);
  expect(typedAhead()).toBe('4?');
  expect(press('a')).toBe(false);
  expect(typedAhead()).toBe('');
});

it('gives the keys back to the page where the palette does not come', () => {
  const { target, press } = aWindow();
  catchTyping(target);
  expect(press('a')).toBe(true);
  vi.advanceTimersByTime(3_000);
  expect(press('b')).toBe(false);
  expect(typedAhead()).toBe('');
});
