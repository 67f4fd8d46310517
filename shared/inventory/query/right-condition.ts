import type { Database } from 'better-sqlite3';
import type { ProjectCreation } from '../../permissions/project-creation.ts';
import { isOffered, upgradeEffect } from '../../permissions/upgrade.ts';
import { parseHow, parseReach, parseUpgrade } from '../../robots/query/rights.ts';
import type { CachedInstance } from '../instances.ts';
import type { RightLine, RightLines } from '../rights/right-lines.ts';
import { any, condition, FALSE, type Condition } from './conditions.ts';

/** Fields that ask for a cell of a matrix, or for what an upgrade makes of a robot. */
export type RightField = 'how' | 'reach' | 'upgrade';

function isHow(line: RightLine, value: string): boolean {
  const asked = parseHow(value);
  return asked !== null && (line.cells()[asked.kind].get(asked.pair) ?? 'none') === asked.cell;
}

/** As Robots × projects counts: also a project that is named and not there. */
function isReach(line: RightLine, value: string, isThere: boolean): boolean {
  const asked = parseReach(value);
  if (asked === null) return false;
  const { named, elsewhere } = line.levels();
  const level = named.get(asked.project) ?? (isThere ? elsewhere : null);
  return level === asked.level;
}

function isUpgrade({ set, subject, harbor }: RightLine, value: string): boolean {
  const asked = parseUpgrade(value);
  if (asked === null) return false;
  const { effect, version, pair: wanted } = asked;
  const pairs = upgradeEffect(set, subject, harbor.version, version)[effect].filter(
    ({ kind, pair }) => wanted === null || (wanted.kind === kind && wanted.pair === pair),
  );
  return effect === 'gained' ? pairs.some((one) => isOffered(one, version)) : pairs.length > 0;
}

/** Lets SQL ask what matrices show; lines are computed once and remembered. */
export function addRightFunction(db: Database, lines: RightLines): void {
  db.function(
    'right_fits',
    { deterministic: true },
    (
      set: number,
      entries: string,
      level: number,
      project: string,
      isThere: number,
      num: number,
      id: string,
      harborVersion: string | null,
      catalogue: string | null,
      projectCreation: ProjectCreation | null,
      field: RightField,
      value: string,
    ) => {
      const harbor = lines.harborOf({ num, id, harborVersion, catalogue, projectCreation });
      const line = lines.line(set, project, level, harbor, entries);
      const fits = {
        how: () => isHow(line, value),
        reach: () => isReach(line, value, isThere === 1),
        upgrade: () => isUpgrade(line, value),
      };
      return fits[field]() ? 1 : 0;
    },
  );
}

/** Robots that a matrix shows so: each line of cells is asked once, however many robots it has. */
export function rightCondition(
  field: RightField,
  value: string,
  instances: readonly CachedInstance[],
): Condition {
  const project = field === 'reach' ? (parseReach(value)?.project ?? '') : '';
  const parts = instances.map(({ num, id, harborVersion, catalogue, projectCreation }) =>
    condition(
      `((r.permission_set, r.level, r.project, r.instance) IN (
         SELECT d.permission_set, d.level, d.project, ${num}
         FROM (SELECT DISTINCT permission_set, level, project FROM robot WHERE instance = ${num}) d
         JOIN permission_set s ON s.num = d.permission_set JOIN project p ON p.num = d.project
         WHERE right_fits(s.num, s.entries, d.level, p.name,
           EXISTS (SELECT 1 FROM project q
                   WHERE q.instance = ${num} AND q.id > 0 AND q.listed = 1 AND q.name = ?),
           ${num}, ?, ?, NULLIF(?, ''), NULLIF(?, ''), ?, ?)))`,
      project,
      id,
      harborVersion ?? '',
      catalogue ?? '',
      projectCreation ?? '',
      field,
      value,
    ),
  );
  return parts.length === 0 ? FALSE : any(parts);
}
