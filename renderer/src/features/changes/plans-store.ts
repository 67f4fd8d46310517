import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Plan } from '../../../../shared/contract/plans.ts';
import { call, onEvent } from '../../api/index.ts';

/** Plans that are not finished and the last ones that are, as the main process last told them. */
export const usePlans = defineStore('plans', () => {
  const byId = shallowRef<ReadonlyMap<string, Plan>>(new Map());
  const isLoaded = shallowRef(false);
  const plans = computed(() => [...byId.value.values()].sort((a, b) => b.createdAt - a.createdAt));
  const unfinished = computed(() => plans.value.filter((plan) => plan.state !== 'finished'));
  const finished = computed(() => plans.value.filter((plan) => plan.state === 'finished'));

  /** Throws the AppError with which the main process answered. */
  async function load(): Promise<void> {
    const found = await call('plans.list');
    byId.value = new Map(found.map((plan) => [plan.id, plan]));
    isLoaded.value = true;
  }

  function put(plan: Plan): void {
    byId.value = new Map(byId.value).set(plan.id, plan);
  }

  onEvent('plans.changed', put);

  return { byId, plans, unfinished, finished, isLoaded, load, put };
});
