import { computed, ref, shallowRef } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { AppError } from '../../../shared/contract/errors.ts';
import { asAppError } from './as-app-error.ts';

/** Something the user started, with what the page shows of it. */
export interface Task<A extends unknown[], R> {
  /** Runs it; answers undefined when it failed, and the failure is in `error`. */
  readonly run: (...args: A) => Promise<R | undefined>;
  readonly running: ComputedRef<boolean>;
  readonly error: ShallowRef<AppError | null>;
  readonly result: Ref<R | undefined>;
}

/**
 * Wraps an asynchronous action so that a page can show that it runs and how it failed. When it is
 * started again before it ended, only the newest outcome counts.
 */
export function useTask<A extends unknown[], R>(action: (...args: A) => Promise<R>): Task<A, R> {
  const runs = ref(0);
  const error = shallowRef<AppError | null>(null);
  const result = shallowRef<R | undefined>();
  let newest = 0;
  const run = async (...args: A): Promise<R | undefined> => {
    const mine = ++newest;
    runs.value += 1;
    error.value = null;
    try {
      const answer = await action(...args);
      if (mine === newest) result.value = answer;
      return answer;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
      return undefined;
    } finally {
      runs.value -= 1;
    }
  };
  return { run, running: computed(() => runs.value > 0), error, result };
}
