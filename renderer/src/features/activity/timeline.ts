import type { HistoryEntry } from '../../../../shared/contract/history.ts';
import type { JournalEntry } from '../../../../shared/contract/plans.ts';

/** One line of the timeline: what Purser did, or what a sync found changed. */
export type TimelineItem =
  | {
      readonly by: 'purser';
      readonly key: string;
      readonly at: number;
      readonly entry: JournalEntry;
    }
  | {
      readonly by: 'harbor';
      readonly key: string;
      readonly at: number;
      readonly entry: HistoryEntry;
    };

/** One of the two lists, as far down as it was read. */
export interface Known<T> {
  /** Newest first. */
  readonly entries: readonly T[];
  /** Nothing is older than the last one. */
  readonly isWhole: boolean;
}

/** Where a list that is not whole ends: nothing older can be shown yet. */
const endOf = ({ entries, isWhole }: Known<{ readonly at: number }>): number =>
  isWhole ? Number.NEGATIVE_INFINITY : (entries.at(-1)?.at ?? Number.POSITIVE_INFINITY);

/**
 * Both lists as one, newest first. What is older than the end of a list that goes on is left out,
 * because older entries of that list may belong in between.
 */
export function mergeTimeline(
  ours: Known<JournalEntry>,
  theirs: Known<HistoryEntry>,
): TimelineItem[] {
  const end = Math.max(endOf(ours), endOf(theirs));
  const items: TimelineItem[] = [
    ...ours.entries.map((entry): TimelineItem => ({
      by: 'purser',
      key: `p${entry.id}`,
      at: entry.at,
      entry,
    })),
    ...theirs.entries.map((entry): TimelineItem => ({
      by: 'harbor',
      key: `h${entry.id}`,
      at: entry.at,
      entry,
    })),
  ];
  return items.filter(({ at }) => at >= end).sort((one, other) => other.at - one.at);
}

/** Which of both has to be read on before more can be shown; null where all is there. */
export function nextToRead(
  ours: Known<{ readonly at: number }>,
  theirs: Known<{ readonly at: number }>,
): 'ours' | 'theirs' | null {
  if (ours.isWhole && theirs.isWhole) return null;
  return endOf(ours) >= endOf(theirs) ? 'ours' : 'theirs';
}
