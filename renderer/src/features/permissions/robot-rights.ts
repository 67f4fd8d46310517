import type { RobotDetail } from '../../../../shared/contract/robots.ts';
import { effectiveRights } from '../../../../shared/permissions/effective.ts';
import type { Place, Right } from '../../../../shared/permissions/effective.ts';

/** Of a robot's detail, what its rights follow from. */
type RightsOfDetail = Pick<
  RobotDetail,
  'level' | 'project' | 'permissionEntries' | 'stalePairs' | 'disabled'
>;

/** A set that holds everything but a few. */
function allBut(few: readonly string[]): ReadonlySet<string> {
  const left = new Set(few);
  const all = new Set<string>();
  all.has = (pair) => !left.has(pair);
  return all;
}

/**
 * What a robot may do at a place, with reasons. Whether a project is public and who may make
 * projects is not known here, so that neither counts.
 * @param version of its Harbor; '' for the newest rules
 */
export function rightsAt(robot: RightsOfDetail, at: Place, version: string): Right[] {
  const accepted = allBut(robot.stalePairs);
  return effectiveRights(
    {
      level: robot.level,
      projectName: robot.level === 'project' ? robot.project : '',
      permissions: robot.permissionEntries,
      disabled: robot.disabled,
    },
    at,
    {
      version,
      accepted: { system: accepted, project: accepted },
      isPublic: false,
      projectCreation: 'adminonly',
    },
  );
}
