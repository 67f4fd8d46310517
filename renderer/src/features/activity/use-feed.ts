import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { asAppError } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import type { Known } from './timeline.ts';

/** A list of entries, newest first, as far down as somebody has looked. */
export interface Feed<T> {
  readonly known: ComputedRef<Known<T>>;
  /** Entries that fit the query. */
  readonly total: ShallowRef<number>;
  readonly isLoaded: ShallowRef<boolean>;
  readonly error: ShallowRef<AppError | null>;
  /** Fetches older entries, if there are any. */
  readonly more: () => Promise<void>;
  readonly load: () => Promise<void>;
  /** Reads again soon: many changes in a row are one reading. */
  readonly loadSoon: () => void;
}

interface Entry {
  readonly id: number;
  readonly at: number;
}

type Ask<Query, T> = (
  query: Query,
  before: number | null,
) => Promise<{ readonly entries: readonly T[]; readonly total: number }>;

/** Milliseconds between two readings while something goes on. */
const PAUSE = 1_000;

/** @param query null where the list has nothing to show */
export function useFeed<Query, T extends Entry>(
  query: Ref<Query | null>,
  ask: Ask<Query, T>,
): Feed<T> {
  const entries = shallowRef<readonly T[]>([]);
  const total = shallowRef(0);
  const isLoaded = shallowRef(false);
  const error = shallowRef<AppError | null>(null);
  let newest = 0;
  let isFetching = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const known = computed(() => ({
    entries: entries.value,
    isWhole: isLoaded.value && entries.value.length >= total.value,
  }));

  /** Reads the newest entries, and keeps the older ones that are known already. */
  async function load(): Promise<void> {
    const mine = ++newest;
    const wish = query.value;
    if (wish === null) {
      entries.value = [];
      total.value = 0;
      isLoaded.value = true;
      error.value = null;
      return;
    }
    try {
      const answer = await ask(wish, null);
      if (mine !== newest) return;
      const oldest = answer.entries.at(-1)?.id ?? 0;
      const older = entries.value.filter((entry) => entry.id < oldest);
      const isJoined = answer.entries.some((entry) => entry.id === entries.value[0]?.id);
      entries.value = isJoined ? [...answer.entries, ...older] : answer.entries;
      total.value = answer.total;
      isLoaded.value = true;
      error.value = null;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    }
  }

  async function more(): Promise<void> {
    const last = entries.value.at(-1);
    const wish = query.value;
    if (isFetching || wish === null || last === undefined || known.value.isWhole) return;
    const mine = newest;
    isFetching = true;
    try {
      const answer = await ask(wish, last.id);
      if (mine !== newest) return;
      entries.value = [...entries.value, ...answer.entries];
      // An entry may have been removed since it was counted.
      if (answer.entries.length === 0) total.value = entries.value.length;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    } finally {
      isFetching = false;
    }
  }

  watch(
    query,
    () => {
      entries.value = [];
      isLoaded.value = false;
      void load();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(timer);
  });

  return {
    known,
    total,
    isLoaded,
    error,
    more,
    load,
    loadSoon: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void load();
      }, PAUSE);
    },
  };
}
