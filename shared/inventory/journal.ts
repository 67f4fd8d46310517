import type { Database } from 'better-sqlite3';
import type { JournalEntry } from '../contract/plans.ts';
import { fold } from '../robots/query/query.ts';
import type { JournalSearch } from './inventory.ts';

interface Row {
  readonly id: number;
  readonly entry: string;
}

const MATCHING = `(@text = '' OR instr(search, @text) > 0)
  AND (@ids = '[]' OR instance_id IN (SELECT value FROM json_each(@ids)))`;

/** What people look for in an entry. */
const searchOf = (entry: Omit<JournalEntry, 'id'>): string => {
  const { planId, instanceName, robotName, operation, username, result, message } = entry;
  const words = [robotName, instanceName, operation, username, result, message, planId];
  return fold([...words, ...entry.requestIds].join('\n'));
};

/** The journal: entries are added and never touched again. */
export function createJournal(db: Database) {
  const add = db.prepare(
    'INSERT INTO entry (plan_id, instance_id, search, entry) VALUES (?, ?, ?, ?)',
  );
  const find = db.prepare<[object], Row>(
    `SELECT id, entry FROM entry WHERE ${MATCHING} AND (@before IS NULL OR id < @before)
     ORDER BY id DESC LIMIT @count`,
  );
  const count = db
    .prepare<[object], number>(`SELECT count(*) FROM entry WHERE ${MATCHING}`)
    .pluck();

  return {
    /** Within the caller's transaction. */
    add(entry: Omit<JournalEntry, 'id'>): void {
      add.run(entry.planId, entry.instanceId, searchOf(entry), JSON.stringify(entry));
    },
    /** Newest first, with how many there are in all. */
    search({ text, ids, before, count: most }: JournalSearch) {
      const wanted = { text: fold(text.trim()), ids: JSON.stringify(ids) };
      const rows = find.all({ ...wanted, before, count: most });
      const entries = rows.map(({ id, entry }) => ({
        ...(JSON.parse(entry) as Omit<JournalEntry, 'id'>),
        id,
      }));
      return { entries, total: count.get(wanted) ?? 0 };
    },
  };
}

export type Journal = ReturnType<typeof createJournal>;
