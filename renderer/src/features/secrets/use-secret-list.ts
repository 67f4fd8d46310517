import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { RobotDetail } from '../../../../shared/contract/robots.ts';
import type {
  RobotIdentity,
  RobotSecret,
  SecretQuery,
} from '../../../../shared/contract/secrets.ts';
import { asAppError, call, onEvent } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

/** Secrets that fit a question, kept current. */
export interface SecretList {
  /** Null until they were read. */
  readonly secrets: ShallowRef<readonly RobotSecret[] | null>;
  /** With those beyond the list. */
  readonly total: ShallowRef<number>;
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

/** Asks again whenever the question becomes another one, or a secret changes. */
export function useSecretList(query: Readonly<Ref<SecretQuery>>): SecretList {
  const secrets = shallowRef<readonly RobotSecret[] | null>(null);
  const total = shallowRef(0);
  const error = shallowRef<AppError | null>(null);
  let newest = 0;

  async function load(): Promise<void> {
    const mine = ++newest;
    try {
      const found = await call('secrets.list', query.value);
      if (mine !== newest) return;
      secrets.value = found.secrets;
      total.value = found.total;
      error.value = null;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    }
  }

  watch(
    () => JSON.stringify(query.value),
    () => {
      secrets.value = null;
      void load();
    },
    { immediate: true },
  );
  onEvent('secrets.changed', () => void load());
  onScopeDispose(() => (newest += 1));

  return { secrets, total, error, load };
}
