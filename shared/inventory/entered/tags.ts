import type { Database } from 'better-sqlite3';
import { fold } from '../../robots/query/query.ts';

interface TaggedRobot {
  readonly instanceId: string;
  readonly robotId: number;
}

/** The user's own tags on robots. A tag is the same in upper and lower case. */
export function createTags(db: Database) {
  const find = db.prepare<[number], TaggedRobot>(
    `SELECT i.id AS instanceId, r.id AS robotId FROM robot r
     JOIN instance i ON i.num = r.instance WHERE r.key = ?`,
  );
  const add = db.prepare(
    `INSERT INTO state.robot_tag (instance_id, robot_id, folded, tag)
     VALUES (@instanceId, @robotId, @folded, @tag) ON CONFLICT DO NOTHING`,
  );
  const remove = db.prepare(
    `DELETE FROM state.robot_tag
     WHERE instance_id = @instanceId AND robot_id = @robotId AND folded = @folded`,
  );
  const of = db.prepare<[string], { key: number; tag: string }>(
    `SELECT r.key, t.tag FROM robot r JOIN instance i ON i.num = r.instance
     JOIN state.robot_tag t ON t.instance_id = i.id AND t.robot_id = r.id
     WHERE r.key IN (SELECT value FROM json_each(?)) ORDER BY t.folded`,
  );

  const set = db.transaction(
    (keys: readonly number[], added: readonly string[], removed: readonly string[]) => {
      for (const key of keys) {
        const robot = find.get(key);
        if (robot === undefined) continue;
        for (const tag of removed) remove.run({ ...robot, folded: fold(tag) });
        for (const tag of added) add.run({ ...robot, folded: fold(tag), tag });
      }
    },
  );

  return {
    /** Removes, then adds, on all of these robots or none; keys no longer known are passed over. */
    set: (keys: readonly number[], add: readonly string[], remove: readonly string[]): void =>
      void set.immediate(keys, add, remove),
    /** The tags of robots, by key, in alphabetical order; robots without any are left out. */
    of(keys: readonly number[]): ReadonlyMap<number, string[]> {
      const tags = new Map<number, string[]>();
      for (const { key, tag } of of.all(JSON.stringify(keys))) {
        tags.set(key, [...(tags.get(key) ?? []), tag]);
      }
      return tags;
    },
  };
}

export type Tags = ReturnType<typeof createTags>;
