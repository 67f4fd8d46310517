import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { RobotDetail } from '../../../../shared/contract/robots.ts';
import type {
  RobotIdentity,
  RobotSecret,
  SecretList,
  SecretQuery,
} from '../../../../shared/contract/secrets.ts';
import { asAppError, call, onEvent } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

/** Secrets that fit a question, kept current. */
export interface Secrets {
  /** Null until it was read. Its rows are the first ones. */
  readonly list: ShallowRef<SecretList | null>;
  readonly secrets: ComputedRef<readonly RobotSecret[]>;
  readonly total: ComputedRef<number>;
  readonly error: ShallowRef<AppError | null>;
  readonly load: () => Promise<void>;
}

/** A robot as its secrets are asked for. */
export const identityOf = ({
  instanceId,
  id,
  name,
  createdAt,
}: Pick<RobotDetail, 'instanceId' | 'id' | 'name' | 'createdAt'>): RobotIdentity => ({
  instanceId,
  robotId: id,
  name,
  createdAt,
});

/**
 * Asks again whenever the question becomes another one, or a secret changes.
 *
 * @param query Null where nothing is asked.
 */
export function useSecretList(query: Readonly<Ref<SecretQuery | null>>): Secrets {
  const list = shallowRef<SecretList | null>(null);
  const error = shallowRef<AppError | null>(null);
  let newest = 0;

  async function load(): Promise<void> {
    const mine = ++newest;
    const asked = query.value;
    if (asked === null) return;
    try {
      const found = await call('secrets.list', asked);
      if (mine !== newest) return;
      list.value = found;
      error.value = null;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    }
  }

  watch(
    () => JSON.stringify(query.value),
    () => {
      list.value = null;
      void load();
    },
    { immediate: true },
  );
  onEvent('secrets.changed', () => void load());
  onScopeDispose(() => (newest += 1));

  return {
    list,
    secrets: computed(() => list.value?.secrets ?? []),
    total: computed(() => list.value?.total ?? 0),
    error,
    load,
  };
}
