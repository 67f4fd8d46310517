import { computed, watch } from 'vue';
import type { Ref } from 'vue';
import { useVirtualizer } from '@tanstack/vue-virtual';
import { rowsOfSlots } from './cell-places.ts';

/** Height of a row in pixels. */
export const ROW = 32;

/** Rows that are drawn beyond both edges of what is in sight. */
const OVERSCAN = 4;

/**
 * Which rows of a long list are drawn, by elements that keep their place in the document.
 * @param keys of all rows
 * @param show called with the first and the last row to be shown, inclusive
 */
export function useDrawnRows(
  keys: Readonly<Ref<Uint32Array>>,
  scroller: Readonly<Ref<HTMLElement | null>>,
  show: (first: number, last: number) => void,
) {
  const virtualizer = useVirtualizer(
    computed(() => ({
      count: keys.value.length,
      getScrollElement: () => scroller.value,
      estimateSize: () => ROW,
      overscan: OVERSCAN,
      // The head stays on top of the rows and takes one row's height from them.
      scrollPaddingEnd: ROW,
    })),
  );
  const range = computed(() => {
    const items = virtualizer.value.getVirtualItems();
    return { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? -1 };
  });
  /** Elements for as many rows as ever are in sight at this height. */
  const slots = computed(
    () => Math.ceil((virtualizer.value.scrollRect?.height ?? 0) / ROW) + 2 * OVERSCAN + 1,
  );
  /** Index of the row that each element shows, -1 for none. */
  const drawn = computed(() =>
    rowsOfSlots(
      range.value.first,
      Math.max(slots.value, range.value.last - range.value.first + 1),
      keys.value.length,
    ),
  );

  watch(
    [range, keys],
    ([{ first, last }]) => {
      const count = keys.value.length;
      if (count > 0) show(first, Math.min(last, count - 1));
    },
    { immediate: true },
  );

  return { virtualizer, drawn };
}
