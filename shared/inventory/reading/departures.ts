import type { Database } from 'better-sqlite3';
import type { ReadingEnd } from '../shapes.ts';
import { LEVEL, STANDING } from '../robot-record.ts';

interface Present {
  readonly key: number;
  readonly id: number;
  readonly level: number;
  readonly projectId: number;
}

/** What a reading has seen, for telling who is gone. */
export interface Seen {
  readonly robots: ReadonlySet<number>;
  /** How many of them have a row. */
  readonly stored: number;
  /** Ids of the projects that the list of projects had. */
  readonly projects: ReadonlySet<number>;
}

/**
 * Tells who is gone: robots that were not seen although their listing was read whole, and robots
 * of projects that are no longer there.
 */
export function createDepartures(db: Database) {
  const present = db.prepare<[number], Present>(
    `SELECT r.key, r.id, r.level, p.id AS projectId FROM robot r JOIN project p ON p.num = r.project
     WHERE r.instance = ? AND r.standing <> ${STANDING.gone}`,
  );
  const count = db
    .prepare<[number], number>(
      `SELECT count(*) FROM robot WHERE instance = ? AND standing <> ${STANDING.gone}`,
    )
    .pluck();
  const mark = db.prepare(
    `UPDATE robot SET standing = ${STANDING.gone}, gone_since = @since, last_seen =
       max(first_seen, coalesce((SELECT coalesce(p.read_at, i.as_of)
         FROM project p JOIN instance i ON i.num = p.instance WHERE p.num = robot.project), 0))
     WHERE key = @key`,
  );

  return {
    count: (instance: number): number => count.get(instance) ?? 0,
    /** Keys of the robots of an instance that this reading proves gone. */
    missing(instance: number, seen: Seen, end: ReadingEnd): number[] {
      if (count.get(instance) === seen.stored) return [];
      const read = new Set(end.projectsRead);
      const isRead = ({ level, projectId }: Present): boolean => {
        if (level === LEVEL.system) return end.systemRead;
        return read.has(projectId) || (end.allProjects && !seen.projects.has(projectId));
      };
      return present
        .all(instance)
        .filter((robot) => !seen.robots.has(robot.id) && isRead(robot))
        .map(({ key }) => key);
    },
    /** Marks robots gone; their rows, keys and tags stay. */
    mark(keys: readonly number[], since: number): void {
      for (const key of keys) mark.run({ key, since });
    },
  };
}
