import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposedStay, stayingAtFirst } from '../../../renderer/src/features/risk/keep-one.ts';

const robot = (key: number, createdAt: number, usedAt = 0, isFound = true) => ({
  key,
  name: `robot$r${key}`,
  createdAt,
  lastUse:
    usedAt > 0
      ? { kind: 'used' as const, at: usedAt, what: 'pull' }
      : { kind: 'unseen' as const, since: null },
  findings: isFound ? (['equal-rights'] as const) : [],
});

test('of robots with equal rights the one that was used last stays', () => {
  const robots = [robot(1, 900), robot(2, 100, 500), robot(3, 200, 600)];
  expect(proposedStay(robots)).toMatchObject({ key: 3 });
  expect(proposedStay(robots)?.because).toMatch(/^robot\$r3 was used last/);
});

test('where no use is known, the one that was made last stays', () => {
  const proposed = proposedStay([robot(1, 900), robot(2, 100)]);
  expect(proposed?.key).toBe(1);
  expect(proposed?.because).toContain('robot$r1 was made last');
});

test('what is excepted stays as well', () => {
  const robots = [robot(1, 900), robot(2, 100, 0, false), robot(3, 50)];
  expect([...stayingAtFirst(robots)].sort()).toEqual([1, 2]);
});

test('never do all of them go', () => {
  const some = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 99 }), fc.nat(9), fc.nat(3), fc.boolean()),
    { minLength: 1, selector: ([key]) => key },
  );
  fc.assert(
    fc.property(some, (drawn) => {
      const robots = drawn.map((parts) => robot(...parts));
      expect(robots.some(({ key }) => stayingAtFirst(robots).has(key))).toBe(true);
    }),
    { seed: 5 },
  );
});
