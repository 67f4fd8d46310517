import type { Database } from 'better-sqlite3';
import { AppError } from '../../contract/app-error.ts';
import type { Instances } from '../instances.ts';
import { createMarks } from '../marks.ts';
import type { PermissionSets } from '../permission-sets.ts';
import type { Readings } from './readings.ts';
import { STANDING } from '../robot-record.ts';

/** Tables of the cache, those that others point to last. */
const TABLES = [
  'robot_text',
  'robot',
  'permission_pair',
  'permission_set',
  'creator',
  'project',
  'instance',
] as const;

/** Everything that takes robots out of the inventory for good. */
export function createRemovals(
  db: Database,
  instances: Instances,
  sets: PermissionSets,
  readings: Readings,
) {
  const marks = createMarks(db);
  const removeBefore = db.prepare(
    'DELETE FROM robot WHERE instance = @num AND first_reading < @replacedIn',
  );
  const markBefore = db.prepare(
    `UPDATE robot SET standing = ${STANDING.gone}, gone_since = coalesce(@asOf, first_seen),
       last_seen = first_seen
     WHERE instance = @num AND first_reading < @replacedIn AND standing <> ${STANDING.gone}`,
  );
  const answered = db.prepare('UPDATE instance SET replaced_in = NULL WHERE num = ?');

  return {
    /** Removes the cached robots and the tags of an instance that is no longer wanted. */
    forget(instanceId: string): void {
      readings.drop(instanceId);
      readings.write(() => {
        marks.ofInstance(instanceId);
        instances.remove(instanceId);
        sets.removeUnused();
      });
      readings.drop(instanceId);
    },
    /** Settles what became of the robots that a replaced instance had before. */
    answerReplaced(instanceId: string, answer: 'new-harbor' | 'keep-old'): void {
      const instance = instances.byId(instanceId);
      if (instance === null) {
        throw new AppError('unknown-item', 'This instance has not been read yet.');
      }
      const { id, num, replacedIn, asOf } = instance;
      if (replacedIn === null) return;
      readings.write(() => {
        if (answer === 'keep-old') markBefore.run({ num, replacedIn, asOf });
        else {
          marks.before({ id, num, replacedIn });
          marks.logOf(id);
          removeBefore.run({ num, replacedIn });
          sets.removeUnused();
        }
        answered.run(num);
      });
    },
    /** Empties the cache and gives its space back. What people entered stays. */
    clear(): void {
      readings.drop();
      // Nothing is left to point to, and asking per row takes minutes.
      db.pragma('foreign_keys = OFF');
      try {
        db.transaction(() => {
          for (const table of TABLES) db.exec(`DELETE FROM main.${table}`);
        }).immediate();
      } finally {
        db.pragma('foreign_keys = ON');
      }
      db.exec('VACUUM main');
      db.pragma('main.wal_checkpoint(TRUNCATE)');
    },
  };
}
