import type { Database } from 'better-sqlite3';
import type { RightsFacts } from '../../permissions/lint/facts.ts';
import { rightsFactsOf, type RightsOfHarbor } from '../../permissions/lint/rights-facts.ts';
import type { PermissionEntry } from '../../robots/robot.ts';
import type { UseLog } from '../../robots/last-use.ts';
import { parseAccepted } from '../catalogues.ts';
import type { Instances } from '../instances.ts';
import { readEntries } from '../read-json.ts';
import { LEVEL } from '../robot-record.ts';

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

  /** The set that was asked for last: peers of one set come one after the other. */
  let last: { readonly set: number; readonly entries: readonly PermissionEntry[] } | null = null;

  const entriesOf = (set: number): readonly PermissionEntry[] => {
    if (last?.set !== set) last = { set, entries: readEntries(entries.get(set) ?? '[]') };
    return last.entries;
  };

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
          stamp: JSON.stringify([harborVersion, catalogue, useLog, offset]),
        };
      }),
    /** Harbor's number for a project. */
    projectId: (project: number): number => projectId.get(project) ?? 0,
    /** What a robot of this level and project may do with a permission set. */
    of: (set: number, level: number, project: number, harbor: JudgedHarbor): RightsFacts =>
      rightsFactsOf(
        entriesOf(set),
        level === LEVEL.system
          ? { level: 'system', projectName: '' }
          : { level: 'project', projectName: projectName.get(project) ?? '' },
        harbor.rights,
      ),
  };
}

export type Rights = ReturnType<typeof createRights>;
