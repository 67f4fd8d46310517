import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { PolicyDrifts } from '../../../../shared/contract/planner.ts';
import { call } from '../../api/index.ts';

/** Seconds between two looks: each goes through all robots once a policy. */
const PAUSE = 60;

/**
 * How many robots drifted from the policies that are kept. Asked after the page has its own numbers,
 * which everything else waits for. What fails is no news: the planner says why.
 * @param readAt epoch seconds of those numbers; null before there are any
 */
export function useDrifts(readAt: Ref<number | null>): ShallowRef<readonly PolicyDrifts[]> {
  const drifts = shallowRef<readonly PolicyDrifts[]>([]);
  let askedAt = -Infinity;
  let isGone = false;
  watch(
    readAt,
    async (now) => {
      if (now === null || now - askedAt < PAUSE) return;
      askedAt = now;
      const answer = await call('planner.drifted').catch(() => null);
      if (answer !== null && !isGone) drifts.value = answer;
    },
    { immediate: true },
  );
  onScopeDispose(() => (isGone = true));
  return drifts;
}
