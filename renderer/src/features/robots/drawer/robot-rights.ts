import type { InstanceView } from '../../../../../shared/contract/instances.ts';
import type { RobotDetail } from '../../../../../shared/contract/robots.ts';
import { placesOf } from '../../../../../shared/permissions/cells.ts';
import { compileSet } from '../../../../../shared/permissions/compiled.ts';
import { effectiveRights } from '../../../../../shared/permissions/effective.ts';
import type { Place, Right, Subject } from '../../../../../shared/permissions/effective.ts';
import type { ApiCall } from '../../../../../shared/permissions/pair-rows.ts';
import { pairInfo } from '../../../../../shared/permissions/pairs.ts';
import type { AskedHarbor } from '../../../../../shared/permissions/why-may.ts';
import { isBefore } from '../../../../../shared/permissions/releases.ts';
import { acceptedPairs } from '../../../../../shared/permissions/standing.ts';

/** Of a robot's detail, what its rights follow from. */
type RightsOfDetail = Pick<
  RobotDetail,
  'level' | 'project' | 'permissionEntries' | 'accepted' | 'disabled'
>;

const subjectOf = ({ level, project }: RightsOfDetail): Subject =>
  level === 'project' ? { level, projectName: project } : { level, projectName: '' };

/** A Harbor as rights depend on it; by the newest rules where it was never read. */
export const harborOf = (view: InstanceView | undefined): AskedHarbor => ({
  version: view?.harborVersion ?? '',
  projectCreation: view?.projectCreation ?? null,
});

/**
 * What a robot may do at a place, with reasons. Whether a project is public is not known here, so
 * that it does not count.
 */
export function rightsAt(robot: RightsOfDetail, at: Place, harbor: AskedHarbor): Right[] {
  return effectiveRights(
    { ...subjectOf(robot), permissions: robot.permissionEntries, disabled: robot.disabled },
    at,
    {
      ...harbor,
      accepted: acceptedPairs(robot.accepted),
      isPublic: false,
    },
  );
}

/** Places at which a robot may do the same. */
export interface RightsGroup {
  readonly kind: 'system' | 'project';
  /** Names of projects; '*' for all that it does not name, '' for the system. */
  readonly places: readonly string[];
  readonly rights: readonly Right[];
}

/** Everything that a robot may do, places of the same rights together; those without are left out. */
export function rightsByPlace(robot: RightsOfDetail, harbor: AskedHarbor): RightsGroup[] {
  const set = compileSet(robot.permissionEntries);
  const groups = new Map<string, RightsGroup & { readonly places: string[] }>();
  for (const kind of ['system', 'project'] as const) {
    for (const at of placesOf(set, subjectOf(robot), kind)) {
      const rights = rightsAt(robot, at, harbor);
      if (rights.length === 0) continue;
      const key = JSON.stringify([kind, rights.map(({ pair, verdict }) => [pair, verdict])]);
      const group = groups.get(key) ?? { kind, places: [], rights };
      groups.set(key, group);
      group.places.push(at.kind === 'system' ? '' : at.name);
    }
  }
  return [...groups.values()];
}

/** Where a group of rights holds: "System", "Project team", "3 projects". */
export function rightsPlace({ kind, places }: RightsGroup): string {
  if (kind === 'system') return 'System';
  const [first = ''] = places;
  if (places.length > 1) return `${places.length} places`;
  return first === '*' ? 'All projects that it does not name' : `Project ${first}`;
}

/** One call of Harbor's API with the permissions that open it. */
export interface OpenedCall extends ApiCall {
  readonly by: readonly string[];
}

/** The calls that rights open, by path; those that Harbor refuses nevertheless are left out. */
export function callsOf({ kind, rights }: RightsGroup, version: string): OpenedCall[] {
  const calls = new Map<string, ApiCall & { readonly by: string[] }>();
  for (const { pair, verdict, refused } of rights) {
    if (verdict === 'denied' || verdict === 'perhaps' || refused !== null) continue;
    for (const one of pairInfo(kind, pair)?.calls ?? []) {
      if (one.since !== '' && isBefore(version, one.since)) continue;
      const key = `${one.path} ${one.method} ${one.note}`;
      const known = calls.get(key) ?? { ...one, by: [] };
      calls.set(key, known);
      known.by.push(pair);
    }
  }
  return [...calls.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, one]) => one);
}
