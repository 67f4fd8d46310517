import type { Database } from 'better-sqlite3';
import { mayDo } from '../../permissions/may.ts';
import type { ProjectCreation } from '../../permissions/project-creation.ts';
import { rulesOf } from '../../permissions/judge.ts';
import { parseCan } from '../../robots/query/can.ts';
import { any, condition, FALSE, type Condition } from './conditions.ts';
import type { CachedInstance } from '../instances.ts';
import type { RightLines } from '../rights/right-lines.ts';
import { LEVEL } from '../robot-record.ts';

/** Lets SQL ask the permission model; sets are read once and remembered by their number. */
export function addMayFunction(db: Database, lines: RightLines): void {
  db.function(
    'may_do',
    { deterministic: true },
    (
      num: number,
      entries: string,
      level: number,
      project: string,
      isThere: number,
      version: string,
      creation: ProjectCreation | null,
      asked: string,
    ) => {
      const question = parseCan(asked);
      if (question === null) return 0;
      const set = lines.compiled(num, entries);
      if (isThere === 0 && !set.projects.has(question.namespace ?? '')) return 0;
      const subject =
        level === LEVEL.system
          ? ({ level: 'system', projectName: '' } as const)
          : ({ level: 'project', projectName: project } as const);
      return mayDo(set, subject, question, rulesOf(version, creation)) ? 1 : 0;
    },
  );
}

/** Places that every Harbor has. */
const EVERYWHERE = new Set([null, '/', '*', '?']);

/**
 * Robots that Harbor lets do what is asked; in a named project, where its Harbor has one or the
 * robot names it. Each set is asked once for each level, project and Harbor that it is used with.
 */
export function mayCondition(value: string, instances: readonly CachedInstance[]): Condition {
  const namespace = parseCan(value)?.namespace ?? null;
  const isThere = EVERYWHERE.has(namespace)
    ? condition('1')
    : condition(
        'EXISTS (SELECT 1 FROM project q WHERE q.instance = d.instance AND q.id > 0 AND q.name = ?)',
        namespace ?? '',
      );
  const alike = new Map<string, CachedInstance[]>();
  for (const one of instances) {
    const key = `${one.harborVersion} ${one.projectCreation}`;
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  const parts = [...alike.values()].map((harbors) => {
    const nums = harbors.map(({ num }) => num).join(', ');
    return condition(
      `((r.permission_set, r.level, r.project, r.instance) IN (
         SELECT d.permission_set, d.level, d.project, d.instance
         FROM (SELECT DISTINCT permission_set, level, project, instance FROM robot
               WHERE instance IN (${nums})) d
         JOIN permission_set s ON s.num = d.permission_set JOIN project p ON p.num = d.project
         WHERE may_do(s.num, s.entries, d.level, p.name, ${isThere.sql}, ?, NULLIF(?, ''), ?)))`,
      ...isThere.values,
      harbors[0]?.harborVersion ?? '',
      harbors[0]?.projectCreation ?? '',
      value,
    );
  });
  return parts.length === 0 ? FALSE : any(parts);
}
