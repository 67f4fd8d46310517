import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COLUMN_IDS,
  columnsOf,
  fitWidth,
  moveColumn,
  toggleColumn,
} from '../../../renderer/src/features/robots/table/columns.ts';
import { missingKeys, WINDOW } from '../../../renderer/src/features/robots/table/row-window.ts';
import { rowAfter } from '../../../renderer/src/features/robots/table/use-table-keys.ts';

const ids = (table: Parameters<typeof columnsOf>[0]): string[] =>
  columnsOf(table).map((column) => column.id);

describe('columns', () => {
  it('shows the usual ones until the user chooses', () => {
    expect(ids({ columns: [], widths: {} })).toEqual([
      'state',
      'name',
      'expires',
      'instance',
      'project',
      'permissions',
      'risk',
      'expires-on',
      'seen',
      'creator',
      'tags',
    ]);
  });

  it('keeps order and width, and leaves out what this version does not know', () => {
    const columns = columnsOf({ columns: ['name', 'shoe-size', 'state'], widths: { name: 500 } });
    expect(columns.map(({ id, width }) => [id, width])).toEqual([
      ['name', 500],
      ['state', 100],
    ]);
    expect(ids({ columns: ['shoe-size'], widths: {} }).length).toBeGreaterThan(1);
  });

  it('puts a column back to its usual place, and never hides the last', () => {
    expect(toggleColumn(['state', 'instance'], 'name')).toEqual(['state', 'name', 'instance']);
    expect(toggleColumn(['state', 'name'], 'tags')).toEqual(['state', 'name', 'tags']);
    expect(toggleColumn(['state', 'name'], 'state')).toEqual(['name']);
    expect(toggleColumn(['name'], 'name')).toEqual(['name']);
  });

  it('moves without losing any', () => {
    expect(moveColumn(['state', 'name', 'tags'], 'tags', -1)).toEqual(['state', 'tags', 'name']);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...COLUMN_IDS], { minLength: 1 }),
        fc.integer({ min: -20, max: 20 }),
        (shown, by) => {
          const [first] = shown;
          const moved = moveColumn(shown, first ?? 'name', by);
          expect([...moved].sort()).toEqual([...shown].sort());
        },
      ),
      { seed: 3 },
    );
  });

  it('keeps widths within what the settings take', () => {
    expect(fitWidth(3)).toBe(56);
    expect(fitWidth(120.4)).toBe(120);
    expect(fitWidth(99_999)).toBe(2_000);
  });
});

describe('the window of rows', () => {
  const keys = Uint32Array.from({ length: 1_000 }, (_, index) => index + 1);

  it('asks for what is shown and for neighbours, never for the whole table', () => {
    const missing = missingKeys(keys, 500, 520, () => false);
    expect(missing.slice(0, 21)).toEqual(Array.from({ length: 21 }, (_, index) => 501 + index));
    expect(missing.length).toBeLessThanOrEqual(WINDOW);
    expect(new Set(missing).size).toBe(missing.length);
  });

  it('asks for nothing while all that is shown is there', () => {
    expect(missingKeys(keys, 10, 20, (key) => key <= 30)).toEqual([]);
  });

  it('stays within the table at both ends', () => {
    const known = (missing: readonly number[]): boolean =>
      missing.every((key) => key >= 1 && key <= 1_000);
    expect(known(missingKeys(keys, 0, 20, () => false))).toBe(true);
    expect(known(missingKeys(keys, 980, 999, () => false))).toBe(true);
    expect(missingKeys(new Uint32Array(), 0, 0, () => false)).toEqual([]);
  });
});

describe('the keys of the table', () => {
  it.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 4, 5],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['ArrowUp', -1, 0],
    ['PageDown', 0, 4],
    ['PageDown', 8, 9],
    ['PageUp', 2, 0],
    ['Home', 5, 0],
    ['End', 0, 9],
    ['x', 0, null],
  ])('%s from row %d', (key, from, to) => {
    expect(rowAfter(key, from, 10, 4)).toBe(to);
  });

  it('does nothing in an empty table', () => {
    expect(rowAfter('ArrowDown', -1, 0, 4)).toBeNull();
  });
});
