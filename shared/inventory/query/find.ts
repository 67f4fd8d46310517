import type { Database } from 'better-sqlite3';
import { fold } from '../../robots/query/query.ts';
import { all } from './conditions.ts';
import { nameContains } from './field-conditions.ts';
import { PRESENT } from './filter.ts';
import type { Rows } from './rows.ts';
import type { Found, Now } from '../shapes.ts';

const MOST_ROBOTS = 20;
const MOST_PROJECTS = 10;

/** Finds robots and projects by part of their name, those that start with it first. */
export function createFind(db: Database, rows: Rows) {
  const findProjects = db.prepare<
    [string, string],
    { instanceId: string; name: string; robots: number }
  >(
    `WITH found AS (
       SELECT p.num, p.name, i.id AS instanceId,
         row_number() OVER (ORDER BY instr(p.folded, ?) <> 1, p.folded, i.name) AS place
       FROM project p JOIN instance i ON i.num = p.instance
       WHERE instr(p.folded, ?) > 0 AND p.id <> 0 AND p.listed = 1
       ORDER BY place LIMIT ${MOST_PROJECTS})
     SELECT f.instanceId, f.name, count(r.key) AS robots
     FROM found f LEFT JOIN robot r ON r.project = f.num AND ${PRESENT.sql}
     GROUP BY f.num ORDER BY f.place`,
  );
  const { sql, values } = all([PRESENT, nameContains('x')]);
  const findRobots = db
    .prepare<unknown[], number>(
      `SELECT r.key FROM robot r WHERE ${sql}
       ORDER BY instr(lower(r.short_name), ?) <> 1, r.short_name COLLATE NOCASE, r.key
       LIMIT ${MOST_ROBOTS}`,
    )
    .pluck();

  return (text: string, thresholds: Now): Found => {
    const wanted = fold(text.trim());
    if (wanted === '' || wanted.includes('\n')) return { robots: [], projects: [] };
    const robots = findRobots.all(...values.map(() => wanted), wanted);
    return {
      robots: rows.of(robots, thresholds),
      projects: findProjects.all(wanted, wanted),
    };
  };
}
