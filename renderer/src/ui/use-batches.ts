import { ref } from 'vue';
import type { Ref } from 'vue';

/** Something that is done with many, so many at a time. */
export interface Batches {
  readonly run: (
    keys: readonly number[],
    act: (batch: number[]) => Promise<unknown>,
  ) => Promise<void>;
  /** So many are done. */
  readonly done: Ref<number>;
}

/** @param size most that are done at once */
export function useBatches(size: number): Batches {
  const done = ref(0);
  async function run(
    keys: readonly number[],
    act: (batch: number[]) => Promise<unknown>,
  ): Promise<void> {
    done.value = 0;
    for (let from = 0; from < keys.length; from += size) {
      await act(keys.slice(from, from + size));
      done.value = Math.min(from + size, keys.length);
    }
  }
  return { run, done };
}
