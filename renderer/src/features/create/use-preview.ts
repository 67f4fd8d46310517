import { onScopeDispose, shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';
import type { RobotWish } from '../../../../shared/contract/operations.ts';
import type { PlanPreview } from '../../../../shared/contract/places.ts';
import { asAppError, call } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

/** What Harbor would say to robots that are not planned yet. */
export interface Preview {
  readonly answer: Readonly<ShallowRef<PlanPreview | null>>;
  readonly error: Readonly<ShallowRef<AppError | null>>;
  /** The answer is about what was entered before. */
  readonly isBehind: Readonly<ShallowRef<boolean>>;
}

/** Milliseconds of rest before the form is looked at. */
const REST = 400;

/**
 * Asks what would be found as often as the wishes change, once they rest. An answer that comes
 * after they changed again is dropped.
 * @param wishes null while the form is not complete enough
 */
export function usePreview(wishes: () => readonly RobotWish[] | null): Preview {
  const answer = shallowRef<PlanPreview | null>(null);
  const error = shallowRef<AppError | null>(null);
  const isBehind = shallowRef(false);
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(robots: readonly RobotWish[], mine: number): Promise<void> {
    try {
      const found = await call('plans.preview', { robots: [...robots] });
      if (mine !== newest) return;
      answer.value = found;
      error.value = null;
    } catch (thrown) {
      if (mine !== newest) return;
      answer.value = null;
      error.value = asAppError(thrown);
    }
    isBehind.value = false;
  }
  watch(
    () => JSON.stringify(wishes()),
    () => {
      const mine = ++newest;
      clearTimeout(timer);
      const robots = wishes();
      isBehind.value = robots !== null;
      if (robots === null) {
        answer.value = null;
        error.value = null;
      } else {
        timer = setTimeout(() => void ask(robots, mine), REST);
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(timer);
  });
  return { answer, error, isBehind };
}
