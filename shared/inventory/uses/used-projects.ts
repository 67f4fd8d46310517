import type { Database } from 'better-sqlite3';
import type { UsedProjects } from '../../contract/used-projects.ts';
import { untracedEverywhere } from '../../permissions/traced.ts';
import { holdsEverywhere } from '../../robots/changes/permission-rules.ts';
import { MOST_USED_PROJECTS } from '../../robots/last-use.ts';
import type { CachedInstance, Instances } from '../instances.ts';
import { readEntries } from '../read-json.ts';
import { STORED_NAME } from './last-uses.ts';

interface Row {
  readonly key: number;
  readonly num: number;
  /** Without prefix. */
  readonly name: string;
  /** On Harbor's clock. */
  readonly createdAt: number;
  readonly entries: string;
}

interface Use {
  readonly name: string;
  readonly at: number;
  readonly isThere: number;
}

/**
 * In which projects robots that hold something on all of them were really used. Robots that hold
 * nothing there, and those that are not known, are left out.
 */
export function createUsedProjects(db: Database, instances: Instances) {
  const wanted = db.prepare<[string], Row>(
    `SELECT r.key, i.num, ${STORED_NAME} AS name, r.created AS createdAt, s.entries
     FROM json_each(?) wanted JOIN robot r ON r.key = wanted.value
     JOIN instance i ON i.num = r.instance JOIN permission_set s ON s.num = r.permission_set
     ORDER BY wanted.id`,
  );
  // A use from before its birth is another robot's, which had the same name.
  const used = db.prepare<[{ id: string; num: number; name: string; createdAt: number }], Use>(
    `SELECT u.project AS name, u.at, EXISTS (SELECT 1 FROM project p
       WHERE p.instance = @num AND p.name = u.project AND p.id > 0 AND p.listed = 1) AS isThere
     FROM state.robot_project_use u
     WHERE u.instance_id = @id AND u.name = @name AND u.at >= @createdAt
     ORDER BY u.at DESC, u.project LIMIT ${MOST_USED_PROJECTS + 1}`,
  );

  function usedBy(
    { key, name, createdAt, entries }: Row,
    instance: CachedInstance,
  ): UsedProjects[] {
    const permissions = readEntries(entries);
    if (!holdsEverywhere(permissions)) return [];
    const { id, num, offsetUsed: offset, useLog } = instance;
    const { blind, projectsFrom, projects } = useLog;
    // A login that reads the log of some projects does not see the others'.
    const unseen = projects === null ? null : ('not-allowed' as const);
    const why = blind ?? unseen ?? (projectsFrom === null ? 'empty' : null);
    const found = why === null ? used.all({ id, num, name, createdAt }) : [];
    return [
      {
        key,
        why,
        since: projectsFrom === null ? null : Math.max(projectsFrom, createdAt - offset),
        projects: found
          .slice(0, MOST_USED_PROJECTS)
          .map(({ name, at, isThere }) => ({ name, at: at - offset, isThere: isThere === 1 })),
        isTooMany: found.length > MOST_USED_PROJECTS,
        untraced: untracedEverywhere(permissions),
      },
    ];
  }

  return (keys: readonly number[]): UsedProjects[] => {
    const byNum = new Map(instances.all().map((instance) => [instance.num, instance]));
    return wanted.all(JSON.stringify(keys)).flatMap((row) => {
      const instance = byNum.get(row.num);
      return instance === undefined ? [] : usedBy(row, instance);
    });
  };
}
