import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { collect } from '../../../electron/collect.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('passes the first at once, then everything together, four times a second at most', () => {
  const passed: string[][] = [];
  const collection = collect<string>(250, (items) => passed.push(items));
  collection.add(['a']);
  expect(passed).toStrictEqual([['a']]);
  for (let step = 0; step < 100; step += 1) {
    collection.add(['a', step % 2 ? 'b' : 'c']);
    vi.advanceTimersByTime(10);
  }
  expect(passed).toHaveLength(5);
  expect(passed[1]?.sort()).toStrictEqual(['a', 'b', 'c']);
  vi.advanceTimersByTime(1_000);
  expect(passed).toHaveLength(5);
});

it('tells the last of a burst after a pause, and then is quiet', () => {
  const passed: number[][] = [];
  const collection = collect<number>(250, (items) => passed.push(items));
  collection.add([1]);
  collection.add([2]);
  vi.advanceTimersByTime(249);
  expect(passed).toStrictEqual([[1]]);
  vi.advanceTimersByTime(1);
  expect(passed).toStrictEqual([[1], [2]]);
  vi.advanceTimersByTime(5_000);
  collection.add([3]);
  expect(passed).toStrictEqual([[1], [2], [3]]);
});

it('forgets what is waiting when it is dropped', () => {
  const passed: number[][] = [];
  const collection = collect<number>(250, (items) => passed.push(items));
  collection.add([1]);
  collection.add([2]);
  collection.drop();
  vi.advanceTimersByTime(5_000);
  expect(passed).toStrictEqual([[1]]);
});
