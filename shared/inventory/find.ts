import type { Database } from 'better-sqlite3';
import { fold } from '../robots/query/query.ts';
import type { Thresholds } from '../robots/status.ts';
import { all } from './conditions.ts';
import { nameContains } from './field-conditions.ts';
import { PRESENT } from './filter.ts';
import type { Rows } from './rows.ts';
import type { Found } from './inventory.ts';

const MOST_ROBOTS = 20;
const MOST_PROJECTS = 10;

/** Finds robots and projects by part of their name, those that start with it first. */
export function createFind(db: Database, rows: Rows) {
  const findProjects = db.prepare<
    [string, string, string],
    { instanceId: string; name: string; robots: number }
  >(
    `SELECT i.id AS instanceId, p.name, (SELECT count(*) FROM robot r
       WHERE r.project = p.num AND ${PRESENT.sql}) AS robots
     FROM project p JOIN instance i ON i.num = p.instance
     WHERE instr(p.folded, ?) > 0 AND p.id <> 0 AND p.listed = 1
     ORDER BY instr(p.folded, ?) <> 1, p.folded <> ?, p.folded, i.name LIMIT ${MOST_PROJECTS}`,
  );
  const { sql, values } = all([PRESENT, nameContains('x')]);
  const findRobots = db
    .prepare<unknown[], number>(
      `SELECT r.key FROM robot r WHERE ${sql}
       ORDER BY instr(lower(r.short_name), ?) <> 1, r.short_name COLLATE NOCASE, r.key
       LIMIT ${MOST_ROBOTS}`,
    )
    .pluck();

  return (text: string, thresholds: Thresholds): Found => {
    const wanted = fold(text.trim());
    if (wanted === '' || wanted.includes('\n')) return { robots: [], projects: [] };
    const robots = findRobots.all(...values.map(() => wanted), wanted);
    return {
      robots: rows.of(robots, thresholds),
      projects: findProjects.all(wanted, wanted, wanted),
    };
  };
}
