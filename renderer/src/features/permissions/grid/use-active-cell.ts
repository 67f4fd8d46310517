import { computed, ref, watch } from 'vue';
import type { Ref } from 'vue';
import type { GridColumn } from './grid-model.ts';
import type { GridPlace } from './grid-keys.ts';

/** Where what was at a place is now; where it is gone, what took its place. */
function placeNow<T>(
  before: ArrayLike<T>,
  now: { readonly length: number; readonly indexOf: (one: T) => number },
  at: number,
): number {
  const one = before[at];
  const found = at < 0 || one === undefined ? -1 : now.indexOf(one);
  return found >= 0 ? found : Math.min(at, now.length - 1);
}

/**
 * The active cell of a matrix. It is the same robot's and the same column's after the rows came
 * in another order or were read again.
 */
export function useActiveCell(
  keys: Readonly<Ref<Uint32Array>>,
  columns: Readonly<Ref<readonly GridColumn[]>>,
): Ref<GridPlace> {
  const active = ref<GridPlace>({ row: 0, column: 0 });
  const ids = computed(() => columns.value.map(({ id }) => id));
  watch([keys, ids], ([now, idsNow], [before, idsBefore]) => {
    const { row, column } = active.value;
    const next = { row: placeNow(before, now, row), column: placeNow(idsBefore, idsNow, column) };
    if (next.row !== row || next.column !== column) active.value = next;
  });
  return active;
}
