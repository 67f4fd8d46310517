import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import { rowsOfSlots } from '../../robots/table/cell-places.ts';
import { HEAD_WIDTH, ROW_HEIGHT } from './grid-model.ts';
import type { GridSizes } from './grid-model.ts';
import { scrollFor, spanOf } from './grid-window.ts';

const ROWS_BEYOND = 4;
const COLUMNS_BEYOND = 3;

interface View {
  readonly top: number;
  readonly left: number;
  /** Pixels in sight, without the heads: they stay, and cover what is behind them. */
  readonly height: number;
  readonly width: number;
}

/**
 * Which rows and columns of a large matrix are drawn, by elements that keep their place in the
 * document while they are given other cells.
 * @param show called with the first and the last row to be shown, inclusive
 */
export function useGridWindow(
  rows: Readonly<Ref<number>>,
  columns: Readonly<Ref<number>>,
  sizes: GridSizes,
  scroller: Readonly<Ref<HTMLElement | null>>,
  show: (first: number, last: number) => void,
) {
  const view = shallowRef<View>({ top: 0, left: 0, height: 0, width: 0 });
  const look = (): void => {
    const element = scroller.value;
    if (element === null) return;
    const { scrollTop: top, scrollLeft: left, clientHeight, clientWidth } = element;
    view.value = { top, left, height: clientHeight - sizes.head, width: clientWidth - HEAD_WIDTH };
  };
  const resized = new ResizeObserver(look);
  watch(scroller, (element, before) => {
    before?.removeEventListener('scroll', look);
    resized.disconnect();
    if (element === null) return;
    element.addEventListener('scroll', look, { passive: true });
    resized.observe(element);
    look();
  });
  onScopeDispose(() => resized.disconnect());

  const rowSpan = computed(() =>
    spanOf(view.value.top, view.value.height, ROW_HEIGHT, ROWS_BEYOND, rows.value),
  );
  const columnSpan = computed(() =>
    spanOf(view.value.left, view.value.width, sizes.column, COLUMNS_BEYOND, columns.value),
  );
  // The same list as long as the same is drawn: most steps of scrolling draw nothing.
  const same = (next: number[], before: readonly number[] | undefined): readonly number[] =>
    before !== undefined && next.join() === before.join() ? before : next;
  const drawnRows = computed<readonly number[]>((before) =>
    same(rowsOfSlots(rowSpan.value.first, rowSpan.value.slots, rows.value), before),
  );
  const drawnColumns = computed<readonly number[]>((before) =>
    same(rowsOfSlots(columnSpan.value.first, columnSpan.value.slots, columns.value), before),
  );

  watch(
    [drawnRows, rows],
    () => {
      const { first, slots } = rowSpan.value;
      if (slots > 0) show(first, first + slots - 1);
    },
    { immediate: true },
  );

  return {
    drawnRows,
    drawnColumns,
    width: computed(() => HEAD_WIDTH + columns.value * sizes.column),
    height: computed(() => rows.value * ROW_HEIGHT),
    /** Brings a cell into sight; heads are always. */
    reveal: (row: number, column: number): void => {
      const element = scroller.value;
      if (element === null) return;
      const { top, left, height, width } = view.value;
      if (row >= 0) element.scrollTop = scrollFor(row, top, height, ROW_HEIGHT);
      if (column >= 0) element.scrollLeft = scrollFor(column, left, width, sizes.column);
      // The event comes with the next frame; the cell has to be there for whoever reads it now.
      look();
    },
    /** Rows that are in sight at once. */
    page: (): number => Math.max(1, Math.floor(view.value.height / ROW_HEIGHT) - 1),
  };
}
