import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { throttle } from '../../../electron/throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('throttle', () => {
  test('lets the first through at once and the newest after its time', () => {
    const told: number[] = [];
    const { say } = throttle<number>(250, (value) => told.push(value));
    for (let value = 0; value < 10; value += 1) say(value);
    expect(told).toEqual([0]);
    vi.advanceTimersByTime(250);
    expect(told).toEqual([0, 9]);
    vi.advanceTimersByTime(1_000);
    say(10);
    expect(told).toEqual([0, 9, 10]);
  });

  test('never more than four a second', () => {
    let told = 0;
    const { say } = throttle<number>(250, () => (told += 1));
    for (let at = 0; at < 10_000; at += 10) {
      say(at);
      vi.advanceTimersByTime(10);
    }
    expect(told).toBeLessThanOrEqual(41);
    expect(told).toBeGreaterThan(35);
  });

  test('flush tells what waits, and only that', () => {
    const told: string[] = [];
    const { say, flush } = throttle<string>(250, (value) => told.push(value));
    flush();
    say('a');
    say('b');
    flush();
    flush();
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual(['a', 'b']);
  });
});
