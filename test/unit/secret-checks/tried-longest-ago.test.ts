import { expect, test } from 'vitest';
import { triedLongestAgo } from '../../../electron/secret-checks/tried-longest-ago.ts';

const secret = (handle: string, verifiedAt: number | null) => ({ handle, verifiedAt });
const KEPT = [secret('a', 300), secret('b', null), secret('c', 100), secret('d', 200)];

test('leaves as they are those that are few enough', () => {
  expect(triedLongestAgo(KEPT, 4)).toBe(KEPT);
});

test('takes those never tried first, then those tried longest ago', () => {
  expect(triedLongestAgo(KEPT, 3).map(({ handle }) => handle)).toEqual(['b', 'c', 'd']);
});

test('comes to all of them, checked again and again', () => {
  const left = new Set(KEPT.map(({ handle }) => handle));
  let kept = KEPT;
  for (const now of [1_000, 1_001]) {
    const tried = new Set(triedLongestAgo(kept, 2).map(({ handle }) => handle));
    for (const handle of tried) left.delete(handle);
    kept = kept.map((one) => (tried.has(one.handle) ? { ...one, verifiedAt: now } : one));
  }
  expect([...left]).toEqual([]);
});
