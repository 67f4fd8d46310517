import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { CallInput } from '../../../../shared/contract/calls.ts';
import type { SignedInView } from '../../../../shared/contract/sign-in-calls.ts';
import { asAppError, call } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

/** One sign-in through a provider at a time, in a window of its own that the main process opens. */
export function useSignIn() {
  const running = ref(0);
  /** What the last one came to; null while nothing went wrong. */
  const error = shallowRef<AppError | null>(null);
  const isRunning = computed(() => running.value > 0);

  /** Answers who signed in, or null if nobody did. */
  async function run(place: CallInput<'signIn.begin'>): Promise<SignedInView | null> {
    error.value = null;
    running.value += 1;
    try {
      return await call('signIn.begin', place);
    } catch (thrown) {
      const problem = asAppError(thrown);
      // Whoever cancelled knows.
      if (problem.code !== 'cancelled') error.value = problem;
      return null;
    } finally {
      running.value -= 1;
    }
  }

  async function cancel(): Promise<void> {
    await call('signIn.cancel').catch(() => undefined);
  }

  function reset(): void {
    error.value = null;
  }

  onScopeDispose(() => {
    if (isRunning.value) void cancel();
  });

  return { error, isRunning, run, cancel, reset };
}
