import { computed, watch } from 'vue';
import type { Ref } from 'vue';
import { useVirtualizer } from '@tanstack/vue-virtual';
import { rowsOfSlots } from '../../robots/cell-places.ts';
import { HEAD_WIDTH, NO_COLUMN, placeColumns, ROW_HEIGHT } from './grid-model.ts';
import type { ColumnPlace, GridColumn, GridSizes } from './grid-model.ts';

const ROWS_BEYOND = 4;
const COLUMNS_BEYOND = 3;

/**
 * Which rows and columns of a large matrix are drawn, by elements that keep their place in the
 * document while they are given other cells.
 * @param show called with the first and the last row to be shown, inclusive
 */
export function useGridWindow(
  count: Readonly<Ref<number>>,
  all: Readonly<Ref<readonly GridColumn[]>>,
  sizes: GridSizes,
  scroller: Readonly<Ref<HTMLElement | null>>,
  show: (first: number, last: number) => void,
) {
  const rows = useVirtualizer(
    computed(() => ({
      count: count.value,
      getScrollElement: () => scroller.value,
      estimateSize: () => ROW_HEIGHT,
      overscan: ROWS_BEYOND,
      // The heads take their room from what scrolls, and from what is in sight.
      paddingEnd: sizes.head,
      scrollPaddingEnd: sizes.head,
    })),
  );
  const columns = useVirtualizer(
    computed(() => ({
      horizontal: true,
      count: all.value.length,
      getScrollElement: () => scroller.value,
      estimateSize: () => sizes.column,
      overscan: COLUMNS_BEYOND,
      paddingEnd: HEAD_WIDTH,
      scrollPaddingEnd: HEAD_WIDTH,
    })),
  );

  // The heads stay in sight and cover what is behind them: that is not drawn.
  const firstRow = computed(() => rows.value.getVirtualItems()[0]?.index ?? 0);
  const rowSlots = computed(() => {
    const height = Math.max(0, (rows.value.scrollRect?.height ?? 0) - sizes.head);
    return Math.ceil(height / ROW_HEIGHT) + 2 * ROWS_BEYOND + 1;
  });
  const drawnRows = computed(() => rowsOfSlots(firstRow.value, rowSlots.value, count.value));

  const firstColumn = computed(() => columns.value.getVirtualItems()[0]?.index ?? 0);
  const columnSlots = computed(() => {
    const width = Math.max(0, (columns.value.scrollRect?.width ?? 0) - HEAD_WIDTH);
    return Math.min(all.value.length, Math.ceil(width / sizes.column) + 2 * COLUMNS_BEYOND + 1);
  });
  const places = computed(() => placeColumns(all.value, sizes.column));
  const drawnColumns = computed((): readonly ColumnPlace[] =>
    rowsOfSlots(firstColumn.value, columnSlots.value, all.value.length).map(
      (index) => places.value[index] ?? NO_COLUMN,
    ),
  );

  watch(
    [firstRow, rowSlots, count],
    ([first, slots, rows]) => {
      if (rows > 0) show(first, Math.min(first + slots, rows) - 1);
    },
    { immediate: true },
  );

  return {
    drawnRows,
    drawnColumns,
    width: computed(() => HEAD_WIDTH + all.value.length * sizes.column),
    height: computed(() => count.value * ROW_HEIGHT),
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
