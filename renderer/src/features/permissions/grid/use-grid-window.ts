import { computed, watch } from 'vue';
import type { Ref } from 'vue';
import { useVirtualizer } from '@tanstack/vue-virtual';
import { rowsOfSlots } from '../../robots/cell-places.ts';
import { HEAD_WIDTH, ROW_HEIGHT } from './grid-model.ts';
import type { DrawnColumn, GridSizes } from './grid-model.ts';

const ROWS_BEYOND = 4;
const COLUMNS_BEYOND = 3;

/**
 * Which rows and columns of a large matrix are drawn, by elements that keep their place in the
 * document while they are given other cells.
 * @param show called with the first and the last row to be shown, inclusive
 */
export function useGridWindow(
  size: Readonly<Ref<{ rows: number; columns: number }>>,
  sizes: GridSizes,
  scroller: Readonly<Ref<HTMLElement | null>>,
  show: (first: number, last: number) => void,
) {
  const rows = useVirtualizer(
    computed(() => ({
      count: size.value.rows,
      getScrollElement: () => scroller.value,
      estimateSize: () => ROW_HEIGHT,
      overscan: ROWS_BEYOND,
      scrollPaddingEnd: sizes.head,
    })),
  );
  const columns = useVirtualizer(
    computed(() => ({
      horizontal: true,
      count: size.value.columns,
      getScrollElement: () => scroller.value,
      estimateSize: () => sizes.column,
      overscan: COLUMNS_BEYOND,
      scrollPaddingEnd: HEAD_WIDTH,
    })),
  );

  const rowRange = computed(() => {
    const items = rows.value.getVirtualItems();
    return { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? -1 };
  });
  const rowSlots = computed(
    () => Math.ceil((rows.value.scrollRect?.height ?? 0) / ROW_HEIGHT) + 2 * ROWS_BEYOND + 1,
  );
  const drawnRows = computed(() => {
    const { first, last } = rowRange.value;
    return rowsOfSlots(first, Math.max(rowSlots.value, last - first + 1), size.value.rows);
  });

  const firstColumn = computed(() => columns.value.getVirtualItems()[0]?.index ?? 0);
  const columnSlots = computed(() =>
    Math.min(
      size.value.columns,
      Math.ceil((columns.value.scrollRect?.width ?? 0) / sizes.column) + 2 * COLUMNS_BEYOND + 1,
    ),
  );
  // The same list as long as the same columns are drawn, so that rows are not drawn again.
  const drawnColumns = computed((): readonly DrawnColumn[] =>
    rowsOfSlots(firstColumn.value, columnSlots.value, size.value.columns).map((index) => ({
      index,
      style: { left: `${HEAD_WIDTH + index * sizes.column}px`, width: `${sizes.column}px` },
    })),
  );

  watch(
    [rowRange, () => size.value.rows],
    ([{ first, last }, count]) => {
      if (count > 0) show(first, Math.min(last, count - 1));
    },
    { immediate: true },
  );

  return {
    drawnRows,
    drawnColumns,
    width: computed(() => HEAD_WIDTH + size.value.columns * sizes.column),
    height: computed(() => size.value.rows * ROW_HEIGHT),
    /** Brings a cell into sight; heads are always. */
    reveal: (row: number, column: number): void => {
      if (row >= 0) rows.value.scrollToIndex(row, { align: 'auto' });
      if (column >= 0) columns.value.scrollToIndex(column, { align: 'auto' });
    },
    /** Rows that are in sight at once. */
    page: (): number =>
      Math.max(1, Math.floor(((rows.value.scrollRect?.height ?? 0) - sizes.head) / ROW_HEIGHT) - 1),
  };
}
