import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTick, ref, shallowRef } from 'vue';
import { scrollFor, spanOf } from '../../../renderer/src/features/permissions/grid/grid-window.ts';
import { useActiveCell } from '../../../renderer/src/features/permissions/grid/use-active-cell.ts';
import { useGridFocus } from '../../../renderer/src/features/permissions/use-grid-focus.ts';
import { useMatrixPanel } from '../../../renderer/src/features/permissions/use-matrix-panel.ts';

const column = (id: string) => ({ id, label: id, name: id, count: 0, starts: false, band: '' });

describe('what is drawn', () => {
  const many = fc.nat({ max: 5_000 });
  test('has everything that is in sight, and never more than there is', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 100_000 }),
        many,
        fc.nat({ max: 4 }),
        many,
        (at, sight, more, n) => {
          const { first, slots } = spanOf(at, sight, 26, more, n);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(first + slots).toBeLessThanOrEqual(n);
          for (const pixel of [at, at + sight]) {
            const row = Math.floor(pixel / 26);
            if (row < n) expect(row >= first && row < first + slots, `row ${row}`).toBe(true);
          }
        },
      ),
      { seed: 62 },
    );
  });

  test('is scrolled no further than it takes to see a row', () => {
    expect(scrollFor(3, 0, 260, 26)).toBe(0);
    expect(scrollFor(3, 100, 260, 26)).toBe(78);
    expect(scrollFor(20, 0, 260, 26)).toBe(286);
  });
});

describe('after all was read again', () => {
  test('the active cell is that of the same robot and column', async () => {
    const keys = shallowRef(Uint32Array.of(7, 8, 9));
    const columns = shallowRef(['a', 'b'].map(column));
    const active = useActiveCell(keys, columns);
    active.value = { row: 1, column: 1 };
    keys.value = Uint32Array.of(1, 2, 8, 9);
    columns.value = ['b', 'c'].map(column);
    await nextTick();
    expect(active.value).toEqual({ row: 2, column: 0 });
    // Its robot went: the row that took its place.
    keys.value = Uint32Array.of(1, 2);
    await nextTick();
    expect(active.value).toEqual({ row: 1, column: 0 });
  });

  test('the panel is about the same robot and column', () => {
    const keys = shallowRef(Uint32Array.of(7, 8, 9));
    const columns = shallowRef(['a', 'b'].map(column));
    const panel = useMatrixPanel(keys, columns);
    expect(panel.isOpen.value).toBe(false);
    panel.open({ row: 1, column: 1 });
    keys.value = Uint32Array.of(1, 8);
    columns.value = ['b'].map(column);
    expect([panel.key.value, panel.column.value?.id]).toEqual([8, 'b']);
    columns.value = [];
    expect(panel.isOpen.value).toBe(false);
    expect([panel.close(), panel.close()]).toEqual([true, false]);
  });
});

test('a grid that is not there yet gets the focus once it is', async () => {
  let focused = 0;
  const one = { focus: () => (focused += 1) };
  const grid = ref<typeof one | null>(null);
  const focus = useGridFocus(grid);
  focus();
  expect(focused).toBe(0);
  grid.value = one;
  await nextTick();
  expect(focused).toBe(1);
  grid.value = null;
  await nextTick();
  grid.value = one;
  await nextTick();
  expect(focused).toBe(1);
});
