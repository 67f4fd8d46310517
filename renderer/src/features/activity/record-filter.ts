import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { JournalEntry } from '../../../../shared/contract/plans.ts';
import { HISTORY_KINDS, JOURNAL_RESULTS } from '../../../../shared/contract/record-lists.ts';
import type { HistoryKind } from '../../../../shared/contract/history.ts';
import type { TimelineItem } from './timeline.ts';

/** Whose changes: all, Purser's, or those found at the Harbors by a sync. */
export const BY = ['all', 'purser', 'harbor'] as const;

/** What of the record is looked at, as the address says it. Null and '' stand for all. */
export interface RecordFilter {
  readonly by: (typeof BY)[number];
  readonly text: string;
  readonly operation: string;
  readonly result: JournalEntry['result'] | null;
  readonly kind: HistoryKind | null;
  readonly planId: string | null;
}

const one = (part: LocationQuery[string] | undefined): string =>
  (Array.isArray(part) ? part[0] : part) ?? '';

const among = <T extends string>(list: readonly T[], text: string): T | null =>
  list.find((item) => item === text) ?? null;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an address says; parts that make no sense count as absent. */
export function filterOf(query: LocationQuery): RecordFilter {
  const plan = one(query['plan']);
  return {
    by: among(BY, one(query['by'])) ?? 'all',
    text: one(query['q']).slice(0, 255),
    operation: one(query['op']).slice(0, 40),
    result: among(JOURNAL_RESULTS, one(query['result'])),
    kind: among(HISTORY_KINDS, one(query['kind'])),
    planId: UUID.test(plan) ? plan : null,
  };
}

/** The address of a filter, with nothing in it that is as usual. */
export function addressOfFilter(filter: RecordFilter): LocationQueryRaw {
  const parts = {
    by: filter.by === 'all' ? '' : filter.by,
    q: filter.text,
    op: filter.operation,
    result: filter.result ?? '',
    kind: filter.kind ?? '',
    plan: filter.planId ?? '',
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== ''));
}

/** The address that shows a line of the record, and what else was done to the same robot in the same way. */
export function addressOfItem({ by, entry }: TimelineItem): LocationQueryRaw {
  const text = entry.robotName === '' ? entry.instanceName : entry.robotName;
  const only =
    by === 'purser'
      ? { operation: entry.operation, planId: entry.planId, kind: null }
      : { operation: '', planId: null, kind: entry.kinds[0] ?? null };
  const filter = { ...only, by, text, result: null };
  return { tab: 'journal', in: entry.instanceId, ...addressOfFilter(filter) };
}

/** Names of the parts of an address that belong to a filter. */
export const FILTER_PARTS = ['by', 'q', 'op', 'result', 'kind', 'plan'] as const;

/**
 * Which of both lists can hold anything under a filter: an operation, a result or a plan is
 * Purser's alone, a kind the Harbors'.
 */
export function listsOf({ by, operation, result, kind, planId }: RecordFilter): {
  readonly ours: boolean;
  readonly theirs: boolean;
} {
  const isOurs = operation !== '' || result !== null || planId !== null;
  return { ours: by !== 'harbor' && kind === null, theirs: by !== 'purser' && !isOurs };
}
