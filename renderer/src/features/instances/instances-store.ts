import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { InstanceView } from '../../../../shared/contract/instances.ts';
import { AppError, asAppError, call, onEvent } from '../../api/index.ts';

/** Every instance as the main process last told it, in the user's order. */
export const useInstances = defineStore('instances', () => {
  const list = shallowRef<readonly InstanceView[]>([]);
  const loaded = ref(false);
  const error = shallowRef<AppError | null>(null);
  const byId = computed(() => new Map(list.value.map((view) => [view.config.id, view])));
  /** Names of the groups in use, in the order in which they first appear; '' is no group. */
  const groups = computed(() => [...new Set(list.value.map((view) => view.config.group))]);

  async function load(): Promise<void> {
    try {
      list.value = await call('instances.list');
      error.value = null;
      loaded.value = true;
    } catch (thrown) {
      error.value = asAppError(thrown);
    }
  }

  /** Puts one instance in its place, so that a page need not wait for the event. */
  function put(view: InstanceView): void {
    const known = byId.value.has(view.config.id);
    list.value = known
      ? list.value.map((other) => (other.config.id === view.config.id ? view : other))
      : [...list.value, view];
  }

  onEvent('instances.changed', (views) => {
    list.value = views;
    loaded.value = true;
  });
  onEvent('sync.progress', ({ id, progress }) => {
    const view = byId.value.get(id);
    if (view) put({ ...view, progress });
  });

  return { list, loaded, error, byId, groups, load, put };
});

/** The instances under their group headings, in the order of the list. */
export function grouped(
  list: readonly InstanceView[],
): { readonly group: string; readonly instances: readonly InstanceView[] }[] {
  const found = new Map<string, InstanceView[]>();
  for (const view of list) {
    const instances = found.get(view.config.group);
    if (instances) instances.push(view);
    else found.set(view.config.group, [view]);
  }
  return [...found].map(([group, instances]) => ({ group, instances }));
}
