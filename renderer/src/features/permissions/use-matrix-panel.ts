import { computed, shallowRef } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import type { GridPlace } from './grid/grid-keys.ts';

interface Opened {
  /** Of the robot; null at the head of a column. */
  readonly key: number | null;
  /** Of the column; null at the head of a row. */
  readonly column: string | null;
}

/**
 * What the panel beside a matrix is about: a robot, a column, or the cell of both. It stays with
 * them wherever they stand when all is read again.
 */
export function useMatrixPanel<Column extends { readonly id: string }>(
  keys: Readonly<Ref<Uint32Array>>,
  columns: Readonly<Ref<readonly Column[]>>,
): {
  readonly open: (place: GridPlace) => void;
  /** Whether there was anything to close. */
  readonly close: () => boolean;
  readonly key: ComputedRef<number | null>;
  readonly column: ComputedRef<Column | null>;
  readonly isOpen: ComputedRef<boolean>;
} {
  const opened = shallowRef<Opened | null>(null);
  const key = computed(() => opened.value?.key ?? null);
  const column = computed(
    () => columns.value.find(({ id }) => id === opened.value?.column) ?? null,
  );
  return {
    open: (place) => {
      const at = { key: keys.value[place.row], column: columns.value[place.column]?.id };
      opened.value = { key: at.key ?? null, column: at.column ?? null };
    },
    close: () => {
      const wasOpen = opened.value !== null;
      opened.value = null;
      return wasOpen;
    },
    key,
    column,
    // A column that is no longer shown, or the corner: there is nothing to tell.
    isOpen: computed(
      () =>
        opened.value !== null &&
        (opened.value.column === null ? key.value !== null : column.value !== null),
    ),
  };
}
