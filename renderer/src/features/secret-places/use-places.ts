import { computed, watch } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import type { PlaceOfSecrets } from '../../../../shared/contract/secret-places.ts';
import { call, onEvent, useTask, type AppError } from '../../api/index.ts';
import { useSecretExports } from '../secret-exports/secret-exports-store.ts';

/** Where a robot's secret is used, kept current. */
export interface Places {
  /** The newest first; none until they were read. */
  readonly places: ComputedRef<readonly PlaceOfSecrets[]>;
  readonly error: Ref<AppError | null>;
  readonly load: () => Promise<unknown>;
}

/** Reads them again whenever it is another robot, a secret changes, or one may have been exported. */
export function usePlaces(robotKey: Readonly<Ref<number>>): Places {
  const store = useSecretExports();
  const read = useTask(async (key: number) => {
    const [found] = await call('secretPlaces.list', { keys: [key] });
    return { key, places: found?.places ?? [] };
  });
  const load = () => read.run(robotKey.value);
  watch(robotKey, load, { immediate: true });
  // A dialog that was closed may have exported something.
  watch(
    () => store.asked ?? store.askedFiles,
    (asked) => asked === null && void load(),
  );
  onEvent('secrets.changed', () => void load());
  const places = computed(() => {
    const found = read.result.value;
    return found?.key === robotKey.value ? found.places : [];
  });
  return { places, error: read.error, load };
}
