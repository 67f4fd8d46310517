import { computed, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { ExpiryQuestion, ExpirySpread } from '../../../../shared/contract/expiry.ts';
import { call, useAnswer } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { useNow } from '../../ui/use-now.ts';

/** Seconds after which time alone has moved robots from one bucket to another. */
const CLOCK_EVERY = 300;

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
  const now = useNow();
  let askedAt = now.value;
  const { data, error, load } = useAnswer(question, (wanted) => {
    askedAt = now.value;
    return call('expiry.spread', wanted);
  });
  watch(now, (moment) => {
    if (moment - askedAt >= CLOCK_EVERY && !document.hidden) void load();
  });
  const answered = computed(
    () => data.value && { spread: data.value.answer, question: data.value.question },
  );
  return { data: answered, error, load };
}
