import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Router } from 'vue-router';
import type { Plan } from '../../../../shared/contract/plans.ts';
import { asAppError, call, onEvent } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

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

  /** Why the last saved plan could not be opened, until the next attempt. */
  const openFailure = shallowRef<AppError | null>(null);

  const isOpening = shallowRef(false);

  /** Opens a saved plan that the user chooses, and its page; the page of plans says if it fails. */
  async function open(router: Router): Promise<void> {
    openFailure.value = null;
    isOpening.value = true;
    try {
      const plan = await call('plans.open');
      if (plan !== null) await router.push({ name: 'plan', params: { id: plan.id } });
    } catch (thrown) {
      openFailure.value = asAppError(thrown);
      await router.push({ name: 'activity' });
    } finally {
      isOpening.value = false;
    }
  }

  onEvent('plans.changed', put);

  return { byId, plans, unfinished, finished, isLoaded, load, put, open, openFailure, isOpening };
});
