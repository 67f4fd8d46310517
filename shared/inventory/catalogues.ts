import type { Database } from 'better-sqlite3';
import { catalogueOf } from '../permissions/catalogue.ts';
import { pairOf } from '../permissions/sets.ts';
import { acceptedPairs } from '../permissions/standing.ts';
import type { PermissionEntry } from '../robots/robot.ts';
import type { CachedInstance } from './instances.ts';
import type { ReadingEnd } from './shapes.ts';
import type { PermissionSets } from './permission-sets.ts';
import { FLAG } from './robot-record.ts';

/** What a Harbor accepts per kind; null where nobody knows, so that nothing counts as stale. */
export interface Accepted {
  readonly system: readonly string[] | null;
  readonly project: readonly string[] | null;
}

/**
 * The catalogue to judge by: what the Harbor said, and the release's own where it said nothing,
 * as project administrators are told no system permissions (GET /permissions, Harbor ≥ 2.10).
 */
export function acceptedBy({ catalogue, harborVersion }: ReadingEnd): Accepted {
  const known = catalogueOf(harborVersion);
  const choose = (told: readonly string[] | undefined, own: readonly string[] | undefined) =>
    told !== undefined && told.length > 0 ? told : (own ?? null);
  return {
    system: choose(catalogue?.system, known?.system),
    project: choose(catalogue?.project, known?.project),
  };
}

/** Reads what `acceptedBy` found, as it is stored. */
export const parseAccepted = (json: string | null): Accepted =>
  json === null ? { system: null, project: null } : (JSON.parse(json) as Accepted);

/**
 * Tells of a set's entries whether a Harbor does not accept one of them.
 * @param catalogue JSON as the instance has it, read once for many sets
 */
function staleBy(catalogue: string | null): (entries: readonly PermissionEntry[]) => boolean {
  const accepted = acceptedPairs(parseAccepted(catalogue));
  return (entries) =>
    entries.some(({ kind, access }) => {
      const known = kind === 'system' || kind === 'project' ? accepted[kind] : null;
      return known !== null && access.some((one) => !known.has(pairOf(one)));
    });
}

/** Marks robots that hold permissions their Harbor no longer accepts. */
export function createStaleMarks(db: Database, sets: PermissionSets) {
  const used = db
    .prepare<[number], number>('SELECT DISTINCT permission_set FROM robot WHERE instance = ?')
    .pluck();
  const mark = db.prepare(
    `UPDATE robot SET flags = flags | ${FLAG.stalePermissions}
     WHERE instance = ? AND NOT flags & ${FLAG.stalePermissions}
       AND permission_set IN (SELECT value FROM json_each(?))`,
  );
  const clear = db.prepare(
    `UPDATE robot SET flags = flags & ~${FLAG.stalePermissions}
     WHERE instance = ? AND flags & ${FLAG.stalePermissions}
       AND permission_set NOT IN (SELECT value FROM json_each(?))`,
  );

  const setOf = db
    .prepare<[number, number], number>(
      'SELECT permission_set FROM robot WHERE instance = ? AND id = ?',
    )
    .pluck();
  const markOne = db.prepare(
    `UPDATE robot SET flags = flags & ~${FLAG.stalePermissions} | @flag
     WHERE instance = @instance AND id = @id AND flags & ${FLAG.stalePermissions} <> @flag`,
  );

  return {
    ofInstance(instance: CachedInstance): void {
      const isStale = staleBy(instance.catalogue);
      const stale = used.all(instance.num).filter((set) => isStale(sets.entriesOf(set)));
      const list = JSON.stringify(stale);
      mark.run(instance.num, list);
      clear.run(instance.num, list);
    },
    ofRobot({ num, catalogue }: CachedInstance, id: number): void {
      const set = setOf.get(num, id);
      if (set === undefined) return;
      const isStale = staleBy(catalogue)(sets.entriesOf(set));
      markOne.run({ instance: num, id, flag: isStale ? FLAG.stalePermissions : 0 });
    },
  };
}

export type StaleMarks = ReturnType<typeof createStaleMarks>;
