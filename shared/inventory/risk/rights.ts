import type { Database } from 'better-sqlite3';
import type { RightsFacts } from '../../permissions/lint/facts.ts';
import { rightsFactsOf, type RightsOfHarbor } from '../../permissions/lint/rights-facts.ts';
import { parseAccepted } from '../catalogues.ts';
import { readEntries } from '../read-json.ts';
import { LEVEL } from '../robot-record.ts';

/** What the rights at an instance are judged by, as one text: robots are judged again when it changes. */
interface HarborRow {
  readonly num: number;
  readonly id: string;
  readonly version: string | null;
  readonly catalogue: string | null;
}

const setOf = (pairs: readonly string[] | null): ReadonlySet<string> | null =>
  pairs && new Set(pairs);

/** An instance whose robots are judged. */
export interface JudgedHarbor {
  readonly num: number;
  readonly id: string;
  readonly rights: RightsOfHarbor;
  /** Changes where the same permissions may mean something else. */
  readonly stamp: string;
}

/** Looks at what robots may do, with what their Harbors are. */
export function createRights(db: Database) {
  const harbors = db.prepare<[], HarborRow>(
    'SELECT num, id, harbor_version AS version, catalogue FROM instance ORDER BY num',
  );
  const entries = db
    .prepare<[number], string>('SELECT entries FROM permission_set WHERE num = ?')
    .pluck();
  const projectName = db
    .prepare<[number], string>('SELECT name FROM project WHERE num = ?')
    .pluck();

  return {
    harbors: (): JudgedHarbor[] =>
      harbors.all().map(({ num, id, version, catalogue }) => {
        const { system, project } = parseAccepted(catalogue);
        return {
          num,
          id,
          rights: {
            version: version ?? '',
            accepted: { system: setOf(system), project: setOf(project) },
          },
          stamp: `${version ?? ''} ${catalogue ?? ''}`,
        };
      }),
    /** What a robot of this level and project may do with a permission set. */
    of: (set: number, level: number, project: number, harbor: JudgedHarbor): RightsFacts =>
      rightsFactsOf(
        readEntries(entries.get(set) ?? '[]'),
        level === LEVEL.system
          ? { level: 'system', projectName: '' }
          : { level: 'project', projectName: projectName.get(project) ?? '' },
        harbor.rights,
      ),
  };
}

export type Rights = ReturnType<typeof createRights>;
