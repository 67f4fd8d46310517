import type { Database } from 'better-sqlite3';
import type { HistoryEntry, HistoryKind } from '../../contract/history.ts';
import { HISTORY_KINDS } from '../../contract/record-lists.ts';
import { fold } from '../../robots/query/query.ts';
import { SECONDS_PER_DAY } from '../../robots/expiry/index.ts';
import type { HistorySearch } from '../shapes.ts';

/** Bounds of what is kept; the oldest goes first. */
export interface HistoryLimits {
  readonly days: number;
  readonly rows: number;
  /** Characters, of which nearly all are one byte. */
  readonly size: number;
}

const LIMITS: HistoryLimits = { days: 366, rows: 200_000, size: 64 * 1_024 * 1_024 };

/** Entries that are looked at in one go when old ones are removed. */
const BATCH = 500;

/** An entry to be written. */
export interface NewHistory extends Omit<HistoryEntry, 'id' | 'robotKey'> {
  /** The robot's birthday as Harbor has it, which tells it from others of the same id. */
  readonly createdAt: number;
}

interface Row {
  readonly id: number;
  readonly robotKey: number | null;
  readonly entry: string;
}

interface Oldest {
  readonly id: number;
  readonly at: number;
  readonly upto: number;
}

/** Only the conditions that are asked for: each one is looked at for every entry. */
function matching({ text, ids, robotKey, kinds }: HistorySearch): string {
  const conditions = [
    ...(text.trim() === '' ? [] : ['instr(h.search, @text) > 0']),
    ...(ids.length === 0 ? [] : ['h.instance_id IN (SELECT value FROM json_each(@ids))']),
    ...(kinds.length === 0 ? [] : ['h.kinds & @kinds <> 0']),
    ...(robotKey === null
      ? []
      : [
          `h.instance_id = (SELECT i.id FROM robot r JOIN instance i ON i.num = r.instance
             WHERE r.key = @key)`,
          'h.robot_id = (SELECT id FROM robot WHERE key = @key)',
          'h.created = (SELECT created FROM robot WHERE key = @key)',
        ]),
  ];
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

/** The bits of these kinds. */
const bitsOf = (kinds: readonly HistoryKind[]): number =>
  kinds.reduce((bits, kind) => bits | (1 << HISTORY_KINDS.indexOf(kind)), 0);

/** What people look for in an entry. */
const searchOf = ({ robotName, instanceName, changes, kinds }: NewHistory): string =>
  fold(
    [robotName, instanceName, ...kinds, ...changes.flatMap(({ from, to }) => [from, to])].join(
      '\n',
    ),
  );

/** What changed at the Harbors, as syncs found it. Writes are within the caller's transaction. */
export function createHistory(db: Database, limits: HistoryLimits = LIMITS) {
  const add = db.prepare(
    `INSERT INTO state.history (at, instance_id, robot_id, created, updated, kinds, search, entry, upto)
     VALUES (@at, @instanceId, @robotId, @created, @updated, @kinds, @search, @entry, @size +
       coalesce((SELECT upto FROM state.history ORDER BY id DESC LIMIT 1), 0))`,
  );
  const find = (where: string) =>
    db.prepare<[object], Row>(
      `SELECT h.id, r.key AS robotKey, h.entry FROM state.history h
       LEFT JOIN instance i ON i.id = h.instance_id
       LEFT JOIN robot r ON r.instance = i.num AND r.id = h.robot_id AND r.created = h.created
       WHERE ${where} AND (@before IS NULL OR h.id < @before) ORDER BY h.id DESC LIMIT @count`,
    );
  const count = (where: string) =>
    db.prepare<[object], number>(`SELECT count(*) FROM state.history h WHERE ${where}`).pluck();
  const takeBack = db.prepare(
    `DELETE FROM state.history WHERE instance_id = @instanceId AND robot_id = @robotId
       AND updated > @after AND updated <= @until`,
  );
  const takeBackGone = db.prepare(
    `DELETE FROM state.history WHERE kinds = ${bitsOf(['gone'])} AND id =
       (SELECT max(id) FROM state.history WHERE instance_id = ? AND robot_id = ?)`,
  );
  const newest = db.prepare<[], { id: number; upto: number }>(
    'SELECT id, upto FROM state.history ORDER BY id DESC LIMIT 1',
  );
  const oldest = db.prepare<[number], Oldest>(
    'SELECT id, at, upto FROM state.history ORDER BY id LIMIT ?',
  );
  const removeUpTo = db.prepare('DELETE FROM state.history WHERE id <= ?');

  return {
    add(entry: NewHistory): void {
      const { createdAt, ...told } = entry;
      const search = searchOf(entry);
      const text = JSON.stringify(told);
      add.run({
        at: entry.at,
        instanceId: entry.instanceId,
        robotId: entry.robotId,
        created: createdAt,
        updated: entry.updatedAt,
        kinds: bitsOf(entry.kinds),
        search,
        entry: text,
        size: text.length + search.length,
      });
    },
    /** Newest first, with how many there are in all. */
    search(wish: HistorySearch) {
      const where = matching(wish);
      const wanted = {
        text: fold(wish.text.trim()),
        ids: JSON.stringify(wish.ids),
        key: wish.robotKey,
        kinds: bitsOf(wish.kinds),
      };
      const rows = find(where).all({ ...wanted, before: wish.before, count: wish.count });
      const entries = rows.map((row): HistoryEntry => ({
        ...(JSON.parse(row.entry) as Omit<HistoryEntry, 'id' | 'robotKey'>),
        id: row.id,
        robotKey: row.robotKey,
      }));
      return { entries, total: count(where).get(wanted) ?? 0 };
    },
    /**
     * Forgets what a sync found of changes that turn out to be ours.
     * @param after update time of the robot before we changed it, `until` afterwards
     */
    takeBack(instanceId: string, robotId: number, after: number, until: number): void {
      takeBack.run({ instanceId, robotId, after, until });
    },
    /** The same for a robot that we deleted. */
    takeBackGone: (instanceId: string, robotId: number): void =>
      void takeBackGone.run(instanceId, robotId),
    /** Removes what is too old or too much. Writes nothing where there is nothing. */
    prune(now: number): void {
      const last = newest.get();
      if (last === undefined) return;
      const isOver = ({ id, at, upto }: Oldest): boolean =>
        at < now - limits.days * SECONDS_PER_DAY ||
        id <= last.id - limits.rows ||
        upto <= last.upto - limits.size;
      for (let take = 1; ; take = BATCH) {
        const batch = oldest.all(take);
        const over = batch.filter(isOver);
        if (over.length === 0) return;
        removeUpTo.run(over.at(-1)?.id);
        if (over.length < batch.length) return;
      }
    },
  };
}

export type History = ReturnType<typeof createHistory>;
