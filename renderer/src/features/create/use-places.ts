import { onScopeDispose, shallowReactive, watch } from 'vue';
import type { MakingPlace } from '../../../../shared/contract/places.ts';
import { asAppError, call } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

/** What robots can be made at each of the chosen instances, as far as it was told. */
export interface Places {
  readonly byId: ReadonlyMap<string, MakingPlace>;
  readonly errors: ReadonlyMap<string, AppError>;
  readonly loading: ReadonlySet<string>;
  /** Asks an instance again. */
  readonly load: (id: string) => void;
}

/** Asks every instance that is chosen once; answers stay while it is not chosen. */
export function usePlaces(ids: () => readonly string[]): Places {
  const byId = shallowReactive(new Map<string, MakingPlace>());
  const errors = shallowReactive(new Map<string, AppError>());
  const loading = shallowReactive(new Set<string>());
  let isGone = false;

  async function ask(id: string): Promise<void> {
    if (loading.has(id)) return;
    loading.add(id);
    errors.delete(id);
    try {
      const place = await call('places.list', { instanceId: id });
      if (!isGone) byId.set(id, place);
    } catch (thrown) {
      if (!isGone) errors.set(id, asAppError(thrown));
    } finally {
      loading.delete(id);
    }
  }
  watch(
    ids,
    (chosen) => {
      for (const id of chosen) if (!byId.has(id)) void ask(id);
    },
    { immediate: true },
  );
  onScopeDispose(() => (isGone = true));
  return { byId, errors, loading, load: (id) => void ask(id) };
}
