import { watch } from 'vue';
import type { Ref } from 'vue';

/** Moves the focus to a grid; to one that is not there, once the next answer shows it. */
export function useGridFocus(grid: Readonly<Ref<{ focus: () => void } | null>>): () => void {
  let isWanted = false;
  watch(
    grid,
    (shown) => {
      if (isWanted) shown?.focus();
      isWanted &&= shown === null;
    },
    { flush: 'post' },
  );
  return () => {
    isWanted = grid.value === null;
    grid.value?.focus();
  };
}
