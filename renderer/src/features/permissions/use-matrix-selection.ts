import { computed, shallowRef } from 'vue';
import type { ComputedRef } from 'vue';

/** Robots that are selected in a matrix: they stay selected while rows come and go. */
export function useMatrixSelection(): {
  readonly selected: ComputedRef<ReadonlySet<number>>;
  readonly toggle: (key: number) => void;
  readonly add: (keys: Iterable<number>) => void;
  readonly clear: () => void;
} {
  const keys = shallowRef<ReadonlySet<number>>(new Set());
  return {
    selected: computed(() => keys.value),
    toggle: (key) => {
      const next = new Set(keys.value);
      if (!next.delete(key)) next.add(key);
      keys.value = next;
    },
    add: (more) => (keys.value = new Set([...keys.value, ...more])),
    clear: () => (keys.value = new Set()),
  };
}
