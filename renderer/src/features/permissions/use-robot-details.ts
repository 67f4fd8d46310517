import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { RobotDetail } from '../../../../shared/contract/robots.ts';
import { asAppError, call, onEvent } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

/** Some robots, whole, read again when the inventory changes; those that are gone are left out. */
export function useRobotDetails(keys: Ref<readonly number[]>): {
  readonly details: ShallowRef<ReadonlyMap<number, RobotDetail>>;
  /** Why one of them could not be read. */
  readonly error: ShallowRef<AppError | null>;
} {
  const details = shallowRef<ReadonlyMap<number, RobotDetail>>(new Map());
  const error = shallowRef<AppError | null>(null);
  let newest = 0;

  async function load(): Promise<void> {
    const mine = ++newest;
    const found = new Map<number, RobotDetail>();
    let failure: AppError | null = null;
    await Promise.all(
      keys.value.map(async (key) => {
        try {
          found.set(key, await call('robots.detail', { key }));
        } catch (thrown) {
          failure = asAppError(thrown);
        }
      }),
    );
    if (mine !== newest) return;
    details.value = found;
    error.value = failure;
  }

  watch(
    () => keys.value.join(),
    () => void load(),
    { immediate: true },
  );
  onEvent('inventory.changed', ({ ids }) => {
    if ([...details.value.values()].some(({ instanceId }) => ids.includes(instanceId))) void load();
  });
  onScopeDispose(() => (newest += 1));
  return { details, error };
}
