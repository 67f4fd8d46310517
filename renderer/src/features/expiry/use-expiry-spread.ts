import { computed } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { ExpiryQuestion, ExpirySpread } from '../../../../shared/contract/expiry.ts';
import { call, useAnswer } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { whenTimePassed } from '../../ui/when-time-passed.ts';

/** An answer with the question it belongs to. */
export interface AnsweredSpread {
  readonly spread: ExpirySpread;
  readonly question: ExpiryQuestion;
}

/**
 * When how many robots expire, kept current. The last answer stays while the next is awaited.
 * @param question null while there is none
 */
export function useExpirySpread(question: Ref<ExpiryQuestion | null>): {
  readonly data: ComputedRef<AnsweredSpread | null>;
  readonly error: ShallowRef<AppError | null>;
  readonly load: () => Promise<void>;
} {
  const { data, error, load } = useAnswer(question, (wanted) => call('expiry.spread', wanted));
  whenTimePassed(() => void load());
  const answered = computed(
    () => data.value && { spread: data.value.answer, question: data.value.question },
  );
  return { data: answered, error, load };
}
