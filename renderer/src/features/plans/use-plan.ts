import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { Plan } from '../../../../shared/contract/plans.ts';
import { asAppError, call } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { usePlans } from './plans-store.ts';

/** One plan, kept current by the events about it; fetched when the store does not have it. */
export function usePlan(id: Ref<string>): {
  readonly plan: ComputedRef<Plan | null>;
  readonly error: ShallowRef<AppError | null>;
  readonly load: () => Promise<void>;
} {
  const store = usePlans();
  const error = shallowRef<AppError | null>(null);
  const plan = computed(() => store.byId.get(id.value) ?? null);
  let newest = 0;

  async function load(): Promise<void> {
    const mine = ++newest;
    try {
      const answer = await call('plans.get', { id: id.value });
      if (mine !== newest) return;
      store.put(answer);
      error.value = null;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    }
  }

  watch(id, () => void load(), { immediate: true });
  onScopeDispose(() => (newest += 1));
  return { plan, error, load };
}
