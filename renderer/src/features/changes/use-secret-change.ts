import { computed, ref } from 'vue';
import type { Ref } from 'vue';
import type { Until } from '../../../../shared/contract/operations.ts';
import type { SecretChoice } from '../../../../shared/contract/secrets.ts';
import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { effectiveOffset } from '../../../../shared/robots/expiry/index.ts';
import { useNow } from '../../ui/use-now.ts';
import { useInstances } from '../instances/instances-store.ts';
import { choiceOf, problemOfSecret, secretEntry } from './secret-entry.ts';
import type { SecretKind } from './secret-entry.ts';
import type { SecretEntry } from './secret-entry.ts';
import { untilEntry, untilOf } from './until-entry.ts';

const FIRST_DAYS = 90;

/** What is entered about a new secret and an end, and what it means for a plan. */
export function useSecretChange(kind: SecretKind, rows: Ref<RobotRow[] | null>) {
  const store = useInstances();
  const now = useNow();
  const secret = ref<SecretEntry>(secretEntry(kind));
  const until = ref(untilEntry(now.value, FIRST_DAYS));
  const renews = ref(false);
  const meant = computed<Until | null>(() => {
    const id = rows.value?.[0]?.instanceId ?? '';
    const offset = effectiveOffset(store.byId.get(id)?.clockOffset ?? null);
    return renews.value ? untilOf(until.value, now.value, offset) : null;
  });
  const isReady = computed(
    () => problemOfSecret(secret.value) === '' && (!renews.value || meant.value !== null),
  );

  /** What a plan takes. Throws the AppError with which an own secret was refused. */
  async function take(): Promise<{ secret: SecretChoice; until: Until | null }> {
    return { secret: await choiceOf(secret.value), until: meant.value };
  }
  return { secret, until, renews, isReady, take };
}
