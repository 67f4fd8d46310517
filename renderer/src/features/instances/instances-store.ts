import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { InstanceView } from '../../../../shared/contract/instances.ts';
import { call, onEvent } from '../../api/index.ts';

/** Every instance as the main process last told it, in the user's order. */
export const useInstances = defineStore('instances', () => {
  const instances = shallowRef<readonly InstanceView[]>([]);
  const isLoaded = ref(false);
  const byId = computed(() => new Map(instances.value.map((view) => [view.config.id, view])));

  /** The instances of a scope, in the user's order; an empty scope stands for all. */
  function within(scope: readonly string[]): readonly InstanceView[] {
    return scope.length === 0
      ? instances.value
      : instances.value.filter(({ config }) => scope.includes(config.id));
  }

  /** Throws the AppError with which the main process answered. */
  async function load(): Promise<void> {
    set(await call('instances.list'));
  }

  function set(views: readonly InstanceView[]): void {
    instances.value = views;
    isLoaded.value = true;
  }

  /** Puts one instance in its place, so that a page need not wait for the event. */
  function put(view: InstanceView): void {
    const { id } = view.config;
    instances.value = byId.value.has(id)
      ? instances.value.map((other) => (other.config.id === id ? view : other))
      : [...instances.value, view];
  }

  onEvent('instances.changed', set);
  onEvent('sync.progress', ({ id, progress }) => {
    const view = byId.value.get(id);
    if (view) put({ ...view, progress });
  });

  return { instances, isLoaded, byId, within, load, set, put };
});
