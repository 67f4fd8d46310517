import { goMapOrder } from '../chance.ts';
import { formatTime } from '../go/go-encode.ts';
import { robotName } from '../users/identity.ts';
import type { Grant, RobotRow } from './robot-table.ts';
import type { World } from '../world.ts';

/** One access of a loaded permission. `effect` is '' when none was stored. */
export interface LoadedAccess {
  readonly resource: string;
  readonly action: string;
  readonly effect: string;
}

/** A permission as Harbor loads it from the rows of one scope. */
export interface LoadedPermission {
  readonly kind: string;
  readonly namespace: string;
  readonly access: readonly LoadedAccess[];
}

export type RobotLevel = 'system' | 'project';

export const levelOf = (robot: RobotRow): RobotLevel =>
  robot.projectId === 0 ? 'system' : 'project';

/** A robot of Harbor 2.1 or older has no secret and cannot be edited. */
export const isEditable = (robot: RobotRow): boolean => robot.secret !== '';

function describeScope(
  world: World,
  scope: string,
): { kind: string; namespace: string } | undefined {
  if (scope === '/system') return { kind: 'system', namespace: '/' };
  if (scope === '/project/*') return { kind: 'project', namespace: '*' };
  const project = world.state.projects.get(Number(scope.slice('/project/'.length)));
  return project && { kind: 'project', namespace: project.name };
}

/**
 * A robot's permissions grouped by scope, in the order of a Go map; scopes of deleted projects are
 * left out (src/controller/robot/controller.go, populatePermissions).
 */
export function loadPermissions(world: World, robot: RobotRow): LoadedPermission[] {
  const groups = new Map<string, Grant[]>();
  for (const grant of robot.grants) {
    const group = groups.get(grant.scope);
    if (group) group.push(grant);
    else groups.set(grant.scope, [grant]);
  }
  const permissions: LoadedPermission[] = [];
  for (const [scope, access] of goMapOrder([...groups], world.chance.order)) {
    const place = describeScope(world, scope);
    if (place) permissions.push({ ...place, access });
  }
  return permissions;
}

/** The robot as GET sends it: keys in alphabetical order, empty ones left out as go-swagger does. */
export function showRobot(world: World, robot: RobotRow): Record<string, unknown> {
  const { profile } = world;
  return {
    creation_time: formatTime(robot.creationTime),
    creator_ref: profile.robotCreators && robot.creatorRef !== 0 ? robot.creatorRef : undefined,
    creator_type: profile.robotCreators && robot.creatorType !== '' ? robot.creatorType : undefined,
    description: robot.description === '' ? undefined : robot.description,
    disable: robot.disabled,
    duration: profile.explicitDuration || robot.duration !== 0 ? robot.duration : undefined,
    editable: isEditable(robot),
    expires_at: robot.expiresAt === 0 ? undefined : robot.expiresAt,
    id: robot.id,
    level: levelOf(robot),
    name: robotName(world, robot),
    permissions: loadPermissions(world, robot).map(({ access, kind, namespace }) => ({
      access: access.map(({ action, effect, resource }) =>
        effect === '' ? { action, resource } : { action, effect, resource },
      ),
      kind,
      namespace,
    })),
    update_time: formatTime(robot.updateTime),
  };
}
