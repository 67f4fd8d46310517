import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import type { CallInput } from '../../../../shared/contract/calls.ts';
import { call, onEvent } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { mergeTimeline, nextToRead } from './timeline.ts';
import type { TimelineItem } from './timeline.ts';
import { useFeed } from './use-feed.ts';

type JournalQuery = Omit<CallInput<'journal.entries'>, 'before' | 'count'>;
type HistoryQuery = Omit<CallInput<'history.entries'>, 'before' | 'count'>;

/** What is looked for in each list; null where nothing of it is to be shown. */
export interface TimelineQuery {
  readonly journal: JournalQuery | null;
  readonly history: HistoryQuery | null;
}

/** What Purser did and what was changed at the Harbors, as one list, newest first. */
export interface Timeline {
  readonly items: ComputedRef<readonly TimelineItem[]>;
  /** Entries that fit the query, of both lists. */
  readonly total: ComputedRef<number>;
  readonly isLoaded: ComputedRef<boolean>;
  readonly isWhole: ComputedRef<boolean>;
  readonly error: ComputedRef<AppError | null>;
  readonly more: () => Promise<void>;
  readonly load: () => Promise<void>;
}

/** @param count entries that are read at once, of each list */
export function useTimeline(query: Ref<TimelineQuery>, count = 100): Timeline {
  const ours = useFeed(
    computed(() => query.value.journal),
    (wish, before) => call('journal.entries', { ...wish, before, count }),
  );
  const theirs = useFeed(
    computed(() => query.value.history),
    (wish, before) => call('history.entries', { ...wish, before, count }),
  );
  onEvent('plans.changed', ours.loadSoon);
  onEvent('inventory.changed', () => {
    theirs.loadSoon();
    // What a sync finds may turn out to be ours a moment later, and settings are no plan.
    ours.loadSoon();
  });

  return {
    items: computed(() => mergeTimeline(ours.known.value, theirs.known.value)),
    total: computed(() => ours.total.value + theirs.total.value),
    isLoaded: computed(() => ours.isLoaded.value && theirs.isLoaded.value),
    isWhole: computed(() => ours.known.value.isWhole && theirs.known.value.isWhole),
    error: computed(() => ours.error.value ?? theirs.error.value),
    async more() {
      const next = nextToRead(ours.known.value, theirs.known.value);
      if (next === 'ours') await ours.more();
      if (next === 'theirs') await theirs.more();
    },
    async load() {
      await Promise.all([ours.load(), theirs.load()]);
    },
  };
}
