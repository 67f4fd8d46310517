import type { Database } from 'better-sqlite3';
import type { HistoryEntry } from '../../contract/history.ts';
import type { JournalEntry } from '../../contract/plans.ts';
import type { History } from '../history/history.ts';
import type { Journal } from '../history/journal.ts';

/** An entry of the history with what tells its robot from others of the same id. */
export type BackedUpHistory = Omit<HistoryEntry, 'id' | 'robotKey'> & {
  readonly createdAt: number;
};

type HistoryFields = Omit<BackedUpHistory, 'createdAt'>;
type NewJournal = Omit<JournalEntry, 'id'>;

/** What tells an entry from others, in whatever order its fields come. */
const journalKey = ({
  at,
  planId,
  instanceId,
  robotId,
  robotName,
  operation,
  result,
}: NewJournal) => JSON.stringify([at, planId, instanceId, robotId, robotName, operation, result]);
const historyKey = ({ at, instanceId, robotId, robotName, kinds, updatedAt }: HistoryFields) =>
  JSON.stringify([at, instanceId, robotId, robotName, kinds, updatedAt]);

interface Row {
  readonly id: number;
  readonly created: number;
  readonly entry: string;
}

/** The records of a workspace, oldest first, on their way to and from another computer. */
export function createBackup(
  db: Database,
  journalDb: Database,
  history: History,
  journal: Journal,
) {
  const journalRows = journalDb.prepare<[number, number], Row>(
    'SELECT id, 0 AS created, entry FROM entry WHERE id > ? ORDER BY id LIMIT ?',
  );
  const historyRows = db.prepare<[number, number], Row>(
    'SELECT id, created, entry FROM state.history WHERE id > ? ORDER BY id LIMIT ?',
  );
  const journalTexts = journalDb.prepare<[], string>('SELECT entry FROM entry').pluck();
  const historyTexts = db.prepare<[], string>('SELECT entry FROM state.history').pluck();
  const known = (texts: readonly string[], keyOf: (entry: never) => string): Set<string> =>
    new Set(texts.map((text) => keyOf(JSON.parse(text) as never)));

  const addJournal = journalDb.transaction((entries: readonly NewJournal[]) => {
    const there = known(journalTexts.all(), journalKey);
    const fresh = entries.filter((entry) => !there.has(journalKey(entry)));
    for (const entry of fresh) journal.add(entry);
    return fresh.length;
  });
  const addHistory = db.transaction((entries: readonly BackedUpHistory[]) => {
    const there = known(historyTexts.all(), historyKey);
    const fresh = entries.filter((entry) => !there.has(historyKey(entry)));
    for (const entry of fresh) history.add(entry);
    return fresh.length;
  });

  return {
    /** @param after id of the last one that is known, 0 for the oldest */
    journal: (after: number, count: number): JournalEntry[] =>
      journalRows.all(after, count).map(({ id, entry }) => ({
        ...(JSON.parse(entry) as Omit<JournalEntry, 'id'>),
        id,
      })),
    history: (after: number, count: number): (BackedUpHistory & { readonly id: number })[] =>
      historyRows.all(after, count).map(({ id, created, entry }) => ({
        ...(JSON.parse(entry) as Omit<HistoryEntry, 'id' | 'robotKey'>),
        createdAt: created,
        id,
      })),
    /** Adds what is not there yet and says how many that were. */
    addJournal: (entries: readonly NewJournal[]): number => addJournal.immediate(entries),
    addHistory: (entries: readonly BackedUpHistory[]): number => addHistory.immediate(entries),
  };
}
