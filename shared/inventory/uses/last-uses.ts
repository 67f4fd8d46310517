import type { Database } from 'better-sqlite3';
import { AppError } from '../../contract/app-error.ts';
import type { UseLog } from '../../robots/last-use.ts';
import type { CachedInstance, Instances } from '../instances.ts';
import type { LogReading } from '../shapes.ts';
import { createKeepProjectUses } from './project-uses.ts';

/** The name of a robot `r` of instance `i` as Harbor stores it, without the prefix of the instance. */
export const STORED_NAME = `CASE WHEN substr(r.name, 1, length(i.prefix)) = i.prefix
  THEN substr(r.name, length(i.prefix) + 1) ELSE r.name END`;

/** What audit logs said of robots: kept by name, and copied to the robots that it is about. */
export function createLastUses(db: Database, instances: Instances) {
  const keep = db.prepare(
    `INSERT INTO state.robot_use (instance_id, name, at, what) VALUES (@id, @name, @at, @what)
     ON CONFLICT (instance_id, name) DO UPDATE SET at = excluded.at, what = excluded.what
       WHERE excluded.at > at`,
  );
  const keepProjects = createKeepProjectUses(db);
  const keepLog = db.prepare(
    `INSERT INTO state.use_log (instance_id, log, cursor) VALUES (@id, @log, @cursor)
     ON CONFLICT (instance_id) DO UPDATE SET log = excluded.log, cursor = excluded.cursor`,
  );
  const cursor = db
    .prepare<[string], string>('SELECT cursor FROM state.use_log WHERE instance_id = ?')
    .pluck();
  // A use from before its birth is another robot's, which had the same name.
  const settle = db.prepare(
    `UPDATE robot AS r SET used = u.at - @offset
     FROM instance i, state.robot_use u
     WHERE r.instance = @num AND i.num = @num AND u.instance_id = @id AND u.name = ${STORED_NAME}
       AND u.at >= r.created AND r.used <> u.at - @offset`,
  );

  const settleOne = ({ num, id, offsetUsed }: CachedInstance): number =>
    settle.run({ num, id, offset: offsetUsed }).changes;

  return {
    /** Where the last reading of this log stopped, as JSON; null before the first. */
    cursor: (instanceId: string): string | null => cursor.get(instanceId) ?? null,
    /** Keeps what was read and copies it to the robots. Tells how many robots were touched. */
    keep(instanceId: string, { log, cursor: place, uses }: LogReading): number {
      const instance = instances.byId(instanceId);
      if (instance === null) throw new AppError('unknown-item', 'This instance was not read yet.');
      const offset = instance.offsetUsed;
      const onOurs = (at: number | null): number | null => (at === null ? null : at - offset);
      const ours: UseLog = {
        ...log,
        from: onOurs(log.from),
        projectsFrom: onOurs(log.projectsFrom),
      };
      return db
        .transaction(() => {
          for (const { projects, ...use } of uses) {
            keep.run({ ...use, id: instanceId });
            keepProjects(instanceId, use.name, projects);
          }
          keepLog.run({ id: instanceId, log: JSON.stringify(ours), cursor: place });
          return settleOne(instance);
        })
        .immediate();
    },
    /** Copies what is kept to the robots of an instance; within the caller's transaction. */
    settle: (instance: CachedInstance): void => void settleOne(instance),
  };
}

export type LastUses = ReturnType<typeof createLastUses>;
