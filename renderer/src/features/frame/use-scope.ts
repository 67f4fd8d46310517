import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { LocationQueryValue } from 'vue-router';

/** The instances that every page is limited to; empty for all. Part of the address as `in`. */
export interface Scope {
  readonly ids: ComputedRef<readonly string[]>;
  /** Only this instance; all of them if it was the only one already. */
  readonly only: (id: string) => void;
  /** Adds this instance, or takes it away. */
  readonly toggle: (id: string) => void;
  readonly clear: () => void;
}

/** The ids in the `in` part of an address. */
export function idsOf(part: LocationQueryValue | LocationQueryValue[] | undefined): string[] {
  const text = Array.isArray(part) ? part.join(',') : (part ?? '');
  return [...new Set(text.split(',').filter((id) => id !== ''))];
}

/** The scope of the page that is shown, and ways to change it that keep the rest of the address. */
export function useScope(): Scope {
  const route = useRoute();
  const router = useRouter();
  const ids = computed(() => idsOf(route.query['in']));

  function set(next: readonly string[]): void {
    const query = { ...route.query };
    delete query['in'];
    if (next.length > 0) query['in'] = next.join(',');
    void router.push({ path: route.path, query });
  }

  return {
    ids,
    only: (id) => {
      set(ids.value.length === 1 && ids.value[0] === id ? [] : [id]);
    },
    toggle: (id) => {
      set(ids.value.includes(id) ? ids.value.filter((one) => one !== id) : [...ids.value, id]);
    },
    clear: () => {
      set([]);
    },
  };
}
