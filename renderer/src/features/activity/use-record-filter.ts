import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { addressOfFilter, FILTER_PARTS, filterOf } from './record-filter.ts';
import type { RecordFilter } from './record-filter.ts';

/** The filter of the journal, which is part of the address, and a way to change some of it. */
export function useRecordFilter(): {
  readonly filter: ComputedRef<RecordFilter>;
  readonly change: (part: Partial<RecordFilter>) => void;
} {
  const route = useRoute();
  const router = useRouter();
  const filter = computed(() => filterOf(route.query));
  return {
    filter,
    change(part) {
      const query = { ...route.query };
      for (const name of FILTER_PARTS) delete query[name];
      const next = addressOfFilter({ ...filter.value, ...part });
      void router.replace({ path: route.path, query: { ...query, ...next } });
    },
  };
}
