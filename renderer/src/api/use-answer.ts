import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { asAppError } from './as-app-error.ts';
import { onEvent } from './events.ts';
import type { AppError } from '../../../shared/contract/errors.ts';

/** Milliseconds between two readings while the inventory keeps changing. */
const PAUSE = 1_000;

/** An answer with the question it belongs to. */
export interface Answered<Question, Answer> {
  readonly answer: Answer;
  readonly question: Question;
}

/**
 * The answer to a question about the inventory, asked again when the question or the inventory
 * changes. The last answer stays while the next is awaited; only the newest counts.
 * @param question null while there is none
 */
export function useAnswer<Question, Answer>(
  question: Ref<Question | null>,
  ask: (question: Question) => Promise<Answer>,
): {
  readonly data: ShallowRef<Answered<Question, Answer> | null>;
  readonly error: ShallowRef<AppError | null>;
  readonly load: () => Promise<void>;
} {
  const data = shallowRef<Answered<Question, Answer> | null>(null);
  const error = shallowRef<AppError | null>(null);
  let newest = 0;
  let asked = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    const mine = ++newest;
    const wanted = question.value;
    if (wanted === null) {
      data.value = null;
      error.value = null;
      return;
    }
    try {
      const answer = await ask(wanted);
      if (mine !== newest) return;
      data.value = { answer, question: wanted };
      error.value = null;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    }
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
  // Many changes in a row are one reading.
  onEvent('inventory.changed', () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void load();
    }, PAUSE);
  });
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(timer);
  });
  return { data, error, load };
}
