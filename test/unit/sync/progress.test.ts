import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgress } from '../../../electron/sync/progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('known never falls below done, and nothing is told after the end', () => {
  const told: { requestsDone: number; requestsKnown: number }[] = [];
  const progress = createProgress((now) => told.push(now));
  progress.plan(2);
  progress.done();
  progress.done();
  progress.done();
  progress.robots(70);
  expect(progress.current).toEqual({ requestsDone: 3, requestsKnown: 3, robots: 70 });
  progress.end();
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(1);
  expect(told.every(({ requestsDone, requestsKnown }) => requestsDone <= requestsKnown)).toBe(true);
});
