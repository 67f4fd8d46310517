import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { ExpiryQuestion, ExpirySpread } from '../../../../shared/contract/expiry.ts';
import { asAppError, call, onEvent } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { useNow } from '../../ui/use-now.ts';

/** Milliseconds between two readings while the inventory keeps changing. */
const PAUSE = 1_000;
/** Seconds after which time alone has moved robots from one bucket to another. */
const CLOCK_EVERY = 300;

/** An answer with the question it belongs to. */
export interface AnsweredSpread {
  readonly spread: ExpirySpread;
  readonly question: ExpiryQuestion;
}

/** When how many robots expire, kept current. The last answer stays while the next is awaited. */
export function useExpirySpread(question: Ref<ExpiryQuestion>): {
  readonly data: ShallowRef<AnsweredSpread | null>;
  readonly error: ShallowRef<AppError | null>;
  readonly load: () => Promise<void>;
} {
  const data = shallowRef<AnsweredSpread | null>(null);
  const error = shallowRef<AppError | null>(null);
  const now = useNow();
  let newest = 0;
  let asked = '';
  let askedAt = now.value;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    const mine = ++newest;
    const wanted = question.value;
    askedAt = now.value;
    try {
      const spread = await call('expiry.spread', wanted);
      if (mine !== newest) return;
      data.value = { spread, question: wanted };
      error.value = null;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    }
  }
  /** Many changes in a row are one reading. */
  function loadSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void load();
    }, PAUSE);
  }

  watch(
    question,
    (next) => {
      const text = JSON.stringify(next);
      if (text === asked) return;
      asked = text;
      void load();
    },
    { immediate: true },
  );
  watch(now, (moment) => {
    if (moment - askedAt >= CLOCK_EVERY && !document.hidden) void load();
  });
  onEvent('inventory.changed', loadSoon);
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(timer);
  });
  return { data, error, load };
}
