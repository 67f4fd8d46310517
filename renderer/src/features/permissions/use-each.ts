import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { asAppError } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

/** Answers to one question about each of a few things; those that are gone are left out. */
export interface Each<Key, Answer> {
  readonly answers: ShallowRef<ReadonlyMap<Key, Answer>>;
  /** Why one of them could not be answered. */
  readonly error: ShallowRef<AppError | null>;
  readonly load: () => Promise<void>;
}

/** Asks about each of these, again when they become others. */
export function useEach<Key extends string | number, Answer>(
  keys: Ref<readonly Key[]>,
  ask: (key: Key) => Promise<Answer>,
): Each<Key, Answer> {
  const answers = shallowRef<ReadonlyMap<Key, Answer>>(new Map());
  const error = shallowRef<AppError | null>(null);
  let newest = 0;

  async function load(): Promise<void> {
    const mine = ++newest;
    const found = new Map<Key, Answer>();
    let failure: AppError | null = null;
    await Promise.all(
      keys.value.map(async (key) => {
        try {
          found.set(key, await ask(key));
        } catch (thrown) {
          failure = asAppError(thrown);
        }
      }),
    );
    if (mine !== newest) return;
    answers.value = found;
    error.value = failure;
  }

  watch(
    () => keys.value.join(),
    () => void load(),
    { immediate: true },
  );
  onScopeDispose(() => (newest += 1));
  return { answers, error, load };
}
