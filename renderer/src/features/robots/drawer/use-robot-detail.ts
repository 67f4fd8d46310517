import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { RobotDetail } from '../../../../../shared/contract/robots.ts';
import { asAppError, call, onEvent } from '../../../api/index.ts';
import type { AppError } from '../../../api/index.ts';

/** All that is known of one robot, read again when robots of its instance change. */
export function useRobotDetail(key: Ref<number>): {
  readonly detail: ShallowRef<RobotDetail | null>;
  readonly error: ShallowRef<AppError | null>;
  readonly load: () => Promise<void>;
} {
  const detail = shallowRef<RobotDetail | null>(null);
  const error = shallowRef<AppError | null>(null);
  let newest = 0;

  async function load(): Promise<void> {
    const mine = ++newest;
    try {
      const answer = await call('robots.detail', { key: key.value });
      if (mine !== newest) return;
      detail.value = answer;
      error.value = null;
    } catch (thrown) {
      if (mine !== newest) return;
      detail.value = null;
      error.value = asAppError(thrown);
    }
  }

  watch(key, () => void load(), { immediate: true });
  onEvent('inventory.changed', ({ ids }) => {
    const id = detail.value?.instanceId;
    if (id === undefined || ids.includes(id)) void load();
  });
  onScopeDispose(() => (newest += 1));
  return { detail, error, load };
}
