import { onScopeDispose, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { Owners } from '../../../../shared/contract/owners.ts';
import { asAppError, call, onEvent } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

/** Milliseconds between two readings while the inventory keeps changing. */
const PAUSE = 1_000;

/** Owners and rules, kept current. */
export function useOwners(): {
  readonly owners: ShallowRef<Owners | null>;
  readonly error: ShallowRef<AppError | null>;
  readonly load: () => Promise<void>;
} {
  const owners = shallowRef<Owners | null>(null);
  const error = shallowRef<AppError | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    try {
      owners.value = await call('owners.list');
      error.value = null;
    } catch (thrown) {
      error.value = asAppError(thrown);
    }
  }

  onEvent('inventory.changed', () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void load();
    }, PAUSE);
  });
  onScopeDispose(() => {
    clearTimeout(timer);
  });
  void load();
  return { owners, error, load };
}
