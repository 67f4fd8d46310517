import type { Database } from 'better-sqlite3';
import { fold } from '../robots/query/query.ts';

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
  const of = db
    .prepare<[string, number], string>(
      'SELECT tag FROM state.robot_tag WHERE instance_id = ? AND robot_id = ? ORDER BY folded',
    )
    .pluck();

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
    of: (instanceId: string, robotId: number): string[] => of.all(instanceId, robotId),
  };
}

export type Tags = ReturnType<typeof createTags>;
