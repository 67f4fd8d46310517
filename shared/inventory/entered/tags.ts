import type { Database } from 'better-sqlite3';
import { fold } from '../../robots/query/query.ts';

/** The user's own tags on robots. A tag is the same in upper and lower case. */
export function createTags(db: Database) {
  // From the robots that are asked for to their tags: left to itself, SQLite goes through all tags.
  const these = `robot r CROSS JOIN instance i ON i.num = r.instance`;
  const listed = `r.key IN (SELECT value FROM json_each(@keys))`;
  const add = db.prepare(
    `INSERT INTO state.robot_tag (instance_id, robot_id, folded, tag)
     SELECT i.id, r.id, @folded, @tag FROM ${these} WHERE ${listed} ON CONFLICT DO NOTHING`,
  );
  const remove = db.prepare(
    `DELETE FROM state.robot_tag WHERE folded = @folded
     AND (instance_id, robot_id) IN (SELECT i.id, r.id FROM ${these} WHERE ${listed})`,
  );
  const set = db.transaction(
    (robots: readonly number[], added: readonly string[], removed: readonly string[]) => {
      const keys = JSON.stringify(robots);
      for (const tag of removed) remove.run({ keys, folded: fold(tag) });
      for (const tag of added) add.run({ keys, folded: fold(tag), tag });
    },
  );

  return {
    /** Removes, then adds, on all of these robots or none; keys no longer known are passed over. */
    set: (keys: readonly number[], add: readonly string[], remove: readonly string[]): void =>
      void set.immediate(keys, add, remove),
  };
}
