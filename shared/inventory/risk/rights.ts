import type { Database } from 'better-sqlite3';
import type { RightsFacts } from '../../permissions/lint/facts.ts';
import { rightsFactsOf, type RightsOfHarbor } from '../../permissions/lint/rights-facts.ts';
import type { Subject } from '../../permissions/judge.ts';
import type { UseLog } from '../../robots/last-use.ts';
import { parseAccepted } from '../catalogues.ts';
import type { Instances } from '../instances.ts';
import { readEntries } from '../read-json.ts';
import { LEVEL } from '../robot-record.ts';
import { shapeOf } from '../set-shape.ts';

const setOf = (pairs: readonly string[] | null): ReadonlySet<string> | null =>
  pairs && new Set(pairs);

/** An instance whose robots are judged. */
export interface JudgedHarbor {
  readonly num: number;
  readonly id: string;
  readonly rights: RightsOfHarbor;
  /** What was read of its audit log. */
  readonly log: UseLog;
  /** Its clock minus ours, seconds. */
  readonly offset: number;
  /** What was found of sets that name no place in it, by level and shape: the same for all of them. */
  readonly found: Map<string, RightsFacts>;
  /** Changes where the same robot may be judged otherwise. */
  readonly stamp: string;
}

/** Looks at what robots may do, with what their Harbors are. */
export function createRights(db: Database, instances: Instances) {
  const entries = db
    .prepare<[number], string>('SELECT entries FROM permission_set WHERE num = ?')
    .pluck();
  const projectId = db.prepare<[number], number>('SELECT id FROM project WHERE num = ?').pluck();
  const projectName = db
    .prepare<[number], string>('SELECT name FROM project WHERE num = ?')
    .pluck();

  const namesNone = ({ pushAlone, deadDenies }: RightsFacts): boolean =>
    pushAlone.length === 0 && deadDenies.length === 0;

  return {
    harbors: (): JudgedHarbor[] =>
      instances.all().map(({ num, id, harborVersion, catalogue, useLog, offsetUsed: offset }) => {
        const { system, project } = parseAccepted(catalogue);
        return {
          num,
          id,
          rights: {
            version: harborVersion ?? '',
            accepted: { system: setOf(system), project: setOf(project) },
          },
          log: useLog,
          offset,
          found: new Map(),
          stamp: JSON.stringify([harborVersion, catalogue, useLog, offset]),
        };
      }),
    /** Harbor's number for a project. */
    projectId: (project: number): number => projectId.get(project) ?? 0,
    /** What a robot of this level and project may do with a permission set. */
    of(set: number, level: number, project: number, harbor: JudgedHarbor): RightsFacts {
      const subject: Subject =
        level === LEVEL.system
          ? { level: 'system', projectName: '' }
          : { level: 'project', projectName: projectName.get(project) ?? '' };
      const text = entries.get(set) ?? '[]';
      const shape = `${level} ${shapeOf(text, subject.projectName)}`;
      const known = harbor.found.get(shape);
      if (known !== undefined) return known;
      const facts = rightsFactsOf(readEntries(text), subject, harbor.rights);
      if (namesNone(facts)) harbor.found.set(shape, facts);
      return facts;
    },
  };
}

export type Rights = ReturnType<typeof createRights>;
