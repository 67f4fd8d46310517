import type { Database } from 'better-sqlite3';
import { MOST_USED_PROJECTS } from '../../robots/last-use.ts';
import type { FoundUse } from '../shapes.ts';

/** Keeps in which projects a robot was used, the newest of them, and one more to tell that there were more. */
export function createKeepProjectUses(db: Database) {
  const keep = db.prepare(
    `INSERT INTO state.robot_project_use (instance_id, name, project, at)
     VALUES (@id, @name, @project, @at)
     ON CONFLICT (instance_id, name, project) DO UPDATE SET at = excluded.at
       WHERE excluded.at > at`,
  );
  const drop = db.prepare(
    `DELETE FROM state.robot_project_use WHERE instance_id = @id AND name = @name
       AND project NOT IN (SELECT project FROM state.robot_project_use
         WHERE instance_id = @id AND name = @name ORDER BY at DESC, project
         LIMIT ${MOST_USED_PROJECTS + 1})`,
  );
  return (id: string, name: string, projects: FoundUse['projects']): void => {
    for (const { project, at } of projects) keep.run({ id, name, project, at });
    if (projects.length > 0) drop.run({ id, name });
  };
}
