import type { Database } from 'better-sqlite3';
import type { JournalEntry, PlannedChange } from '../../contract/plans.ts';
import { fold } from '../../robots/query/query.ts';
import type { JournalSearch, KnownRobot } from '../shapes.ts';

interface Row {
  readonly id: number;
  readonly entry: string;
}

/** A beginning whose end is known; `search` tells most entries apart without reading them. */
const ENDED = `instr(search, '\nbegun\n') > 0 AND json_extract(entry, '$.result') = 'begun'
  AND EXISTS (SELECT 1 FROM entry AS later WHERE later.instance_id = entry.instance_id
    AND later.id > entry.id AND json_extract(later.entry, '$.operation') = 'settings')`;

const MATCHING = `NOT (${ENDED}) AND (@text = '' OR instr(search, @text) > 0)
  AND (@ids = '[]' OR instance_id IN (SELECT value FROM json_each(@ids)))
  AND (@planId IS NULL OR plan_id = @planId)
  AND (@instanceId IS NULL OR
    (instance_id = @instanceId AND json_extract(entry, '$.robotId') = @robotId))
  AND (@operations = '[]' OR
    json_extract(entry, '$.operation') IN (SELECT value FROM json_each(@operations)))
  AND (@results = '[]' OR
    json_extract(entry, '$.result') IN (SELECT value FROM json_each(@results)))`;

/** What a change of the prefix is called in an entry. */
const PREFIX_FIELD = 'robot name prefix';

/** What people look for in an entry. */
const searchOf = (entry: Omit<JournalEntry, 'id'>): string => {
  const { planId, instanceName, robotName, operation, username, result, message } = entry;
  const words = [robotName, instanceName, operation, username, result, message, planId ?? ''];
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

  const lastSettings = db
    .prepare<[string], string>(
      `SELECT entry FROM entry WHERE instance_id = ?
         AND json_extract(entry, '$.operation') = 'settings'
         AND json_extract(entry, '$.result') <> 'refused' AND NOT (${ENDED})
         AND instr(entry, '"${PREFIX_FIELD}"') > 0 ORDER BY id DESC LIMIT 1`,
    )
    .pluck();

  return {
    /** The last change of its prefix that Purser itself made at an instance; null if none. */
    prefixChange(instanceId: string): PlannedChange | null {
      const entry = lastSettings.get(instanceId);
      if (entry === undefined) return null;
      const { changes } = JSON.parse(entry) as Omit<JournalEntry, 'id'>;
      return changes.find(({ field }) => field === PREFIX_FIELD) ?? null;
    },
    /** Within the caller's transaction. */
    add(entry: Omit<JournalEntry, 'id'>): void {
      add.run(entry.planId ?? '', entry.instanceId, searchOf(entry), JSON.stringify(entry));
    },
    /**
     * Newest first, with how many there are in all.
     * @param robot the one that the search is about, null where it is about all or nobody knows it
     */
    search(wish: JournalSearch, robot: KnownRobot | null) {
      if (wish.robotKey !== null && robot === null) return { entries: [], total: 0 };
      const { before, count: most } = wish;
      const wanted = {
        text: fold(wish.text.trim()),
        ids: JSON.stringify(wish.ids),
        planId: wish.planId,
        instanceId: robot?.instanceId ?? null,
        robotId: robot?.robot.id ?? null,
        operations: JSON.stringify(wish.operations),
        results: JSON.stringify(wish.results),
      };
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
