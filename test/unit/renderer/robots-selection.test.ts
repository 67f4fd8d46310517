import { describe, expect, it } from 'vitest';
import {
  countShown,
  extendTo,
  NOTHING_SELECTED,
  selectAll,
  toggleKey,
} from '../../../renderer/src/features/robots/selection.ts';

const ROWS = Uint32Array.of(10, 20, 30, 40, 50);
const sorted = (keys: ReadonlySet<number>): number[] => [...keys].sort((a, b) => a - b);

describe('the selection', () => {
  it('takes a robot in and out', () => {
    const once = toggleKey(NOTHING_SELECTED, 20);
    expect(sorted(once.keys)).toEqual([20]);
    expect(sorted(toggleKey(once, 20).keys)).toEqual([]);
    expect(NOTHING_SELECTED.keys.size).toBe(0);
  });

  it('extends from the anchor, both ways', () => {
    const from = toggleKey(NOTHING_SELECTED, 30);
    expect(sorted(extendTo(from, ROWS, 50).keys)).toEqual([30, 40, 50]);
    expect(sorted(extendTo(from, ROWS, 10).keys)).toEqual([10, 20, 30]);
  });

  it('extends by one robot where the anchor is not among the rows', () => {
    expect(sorted(extendTo(NOTHING_SELECTED, ROWS, 40).keys)).toEqual([40]);
    const elsewhere = toggleKey(NOTHING_SELECTED, 99);
    expect(sorted(extendTo(elsewhere, ROWS, 40).keys)).toEqual([40, 99]);
  });

  it('follows robots, not rows', () => {
    const before = selectAll(NOTHING_SELECTED, ROWS);
    const filtered = Uint32Array.of(50, 20);
    expect(countShown(before, filtered)).toBe(2);
    expect(before.keys.size).toBe(5);
    const more = selectAll(before, Uint32Array.of(60));
    expect(sorted(more.keys)).toEqual([10, 20, 30, 40, 50, 60]);
  });
});
