import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { JournalEntry } from '../../../../shared/contract/plans.ts';
import { asAppError, call, onEvent } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

/** What of the journal is looked at. */
export interface JournalQuery {
  readonly text: string;
  /** Instances; empty for all. */
  readonly ids: readonly string[];
}

/** The journal, newest first, as far down as somebody has looked. */
export interface Journal {
  readonly entries: ShallowRef<readonly JournalEntry[]>;
  /** Entries that fit the query. */
  readonly total: ShallowRef<number>;
  readonly isLoaded: ShallowRef<boolean>;
  readonly error: ShallowRef<AppError | null>;
  /** Fetches older entries, if there are any. */
  readonly more: () => Promise<void>;
  readonly load: () => Promise<void>;
}

const WINDOW = 100;
/** Milliseconds between two readings while plans run. */
const PAUSE = 1_000;

export function useJournal(query: Ref<JournalQuery>): Journal {
  const entries = shallowRef<readonly JournalEntry[]>([]);
  const total = shallowRef(0);
  const isLoaded = shallowRef(false);
  const error = shallowRef<AppError | null>(null);
  let newest = 0;
  let isFetching = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = (before: number | null) =>
    call('journal.entries', {
      text: query.value.text,
      ids: [...query.value.ids],
      before,
      count: WINDOW,
    });

  /** Reads the newest entries, and keeps the older ones that are known already. */
  async function load(): Promise<void> {
    const mine = ++newest;
    try {
      const answer = await ask(null);
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
    if (isFetching || last === undefined || entries.value.length >= total.value) return;
    const mine = newest;
    isFetching = true;
    try {
      const answer = await ask(last.id);
      if (mine === newest) entries.value = [...entries.value, ...answer.entries];
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
      void load();
    },
    { immediate: true },
  );
  onEvent('plans.changed', () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void load();
    }, PAUSE);
  });
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(timer);
  });

  return { entries, total, isLoaded, error, more, load };
}
