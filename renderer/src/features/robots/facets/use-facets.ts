import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { Facet, RobotQuery } from '../../../../../shared/contract/robots.ts';
import { asAppError, call } from '../../../api/index.ts';
import type { AppError } from '../../../api/index.ts';

/** Milliseconds of rest before the counts are asked for: the rows come first. */
const REST = 80;

/** The values of every facet with their counts, following the query once its rows are there. */
export function useFacets(
  answered: Ref<RobotQuery | null>,
  keys: Ref<Uint32Array>,
): { readonly facets: ShallowRef<readonly Facet[]>; readonly error: ShallowRef<AppError | null> } {
  const facets = shallowRef<readonly Facet[]>([]);
  const error = shallowRef<AppError | null>(null);
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    const asked = answered.value;
    if (asked === null) return;
    const mine = ++newest;
    try {
      const answer = await call('robots.facets', { query: asked.query, scope: asked.scope });
      if (mine !== newest) return;
      facets.value = answer;
      error.value = null;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    }
  }

  watch(
    [answered, keys],
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), REST);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(timer);
  });
  return { facets, error };
}
