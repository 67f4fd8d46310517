import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { RobotQuery } from '../../../../shared/contract/robots.ts';
import { asAppError, call, onEvent } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { whenTimePassed } from '../../ui/when-time-passed.ts';

/** The keys of all rows of a query, in order, kept current while syncs run. */
export interface RobotKeys {
  readonly keys: ShallowRef<Uint32Array>;
  /** Robots in scope without the query. */
  readonly total: ShallowRef<number>;
  /** The query that the keys belong to; null before the first answer. */
  readonly answered: ShallowRef<RobotQuery | null>;
  readonly isSlow: ShallowRef<boolean>;
  readonly error: ShallowRef<AppError | null>;
}

/** Milliseconds after which a query is said to be working, and between two refreshes by events. */
const SLOW = 100;
const REFRESH_EVERY = 500;

/**
 * Asks again whenever the query changes or robots in its scope do. Only the newest answer counts.
 * `onRefresh` is called when the same query was answered again, after the keys are in place.
 */
export function useRobotKeys(
  query: Ref<RobotQuery>,
  onRefresh: () => void,
  askFor: (query: RobotQuery) => Promise<{ keys: Uint32Array; total: number }> = (asked) =>
    call('robots.query', asked),
): RobotKeys {
  const keys = shallowRef<Uint32Array>(new Uint32Array());
  const total = shallowRef(0);
  const answered = shallowRef<RobotQuery | null>(null);
  const isSlow = shallowRef(false);
  const error = shallowRef<AppError | null>(null);
  let newest = 0;
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;

  async function ask(isRefresh: boolean): Promise<void> {
    const mine = ++newest;
    const asked = query.value;
    const slow = setTimeout(() => (isSlow.value = true), SLOW);
    try {
      const answer = await askFor(asked);
      if (mine !== newest) return;
      keys.value = answer.keys;
      total.value = answer.total;
      answered.value = asked;
      error.value = null;
      if (isRefresh) onRefresh();
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    } finally {
      clearTimeout(slow);
      if (mine === newest) isSlow.value = false;
    }
  }

  watch(query, () => void ask(false), { immediate: true });
  // States follow the clock: robots expire while nobody touches anything.
  whenTimePassed(() => void ask(true));
  onEvent('inventory.changed', ({ ids }) => {
    const { scope } = query.value;
    if (scope.length > 0 && !ids.some((id) => scope.includes(id))) return;
    refreshTimer ??= setTimeout(() => {
      refreshTimer = undefined;
      void ask(true);
    }, REFRESH_EVERY);
  });
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(refreshTimer);
  });

  return { keys, total, answered, isSlow, error };
}
