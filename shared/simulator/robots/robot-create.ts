import { Binder } from '../binding.ts';
import { ROBOT_CREATE } from '../bodies.ts';
import type { PermissionBody, RobotBody } from '../bodies.ts';
import { denied } from '../errors.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { formatTime } from '../go/go-encode.ts';
import { robotName } from '../users/identity.ts';
import { findProject } from '../access/require-access.ts';
import { logRobot, named, requireRobot } from './robot-access.ts';
import {
  checkName,
  checkRobot,
  copyInto,
  generateSecret,
  isWithinCreator,
  refuseNullAccess,
} from './robot-rules.ts';
import type { RobotRow } from './robot-table.ts';
import { loadPermissions } from './robot-view.ts';
import { checkInsert, expiryOf, grantsOf } from './robot-write.ts';

/** A robot may only hand out what it holds itself (2.12). */
function checkCreator(
  exchange: Exchange,
  projectId: number,
  permissions: readonly PermissionBody[],
): void {
  const { world, identity } = exchange;
  const { profile } = world;
  if (identity.kind !== 'robot' || !profile.robotCreators) return;
  const creator = identity.robot;
  // Up to 2.14.0 the creator is looked for in the project of the new robot (goharbor/harbor#21406).
  if (!profile.creatorLookupFixed && creator.projectId !== projectId) throw denied();
  if (!isWithinCreator(permissions, loadPermissions(world, creator), profile))
    throw denied(
      `permission scope is invalid. It must be equal to or more restrictive than the creator robot's permissions: ${robotName(world, creator)}`,
    );
}

/** POST /robots. */
export function createRobotHandler(exchange: Exchange): Reply {
  const { world, call } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(ROBOT_CREATE) as RobotBody;
  binder.done();
  checkName(body.name ?? '');
  const permissions = checkRobot(world, body, body.duration ?? 0);
  const level = body.level ?? '';
  requireRobot(exchange, level, named(permissions[0]?.namespace), 'create');
  const project =
    level === 'project' ? findProject(exchange, named(permissions[0]?.namespace)) : undefined;
  checkCreator(exchange, project?.id ?? 0, permissions);
  const robot = insertRobot(exchange, {
    name: project ? `${project.name}+${body.name ?? ''}` : (body.name ?? ''),
    projectId: project?.id ?? 0,
    description: body.description ?? '',
    days: Number(body.duration ?? 0) || world.state.number('robot_token_duration'),
    permissions,
  });
  return {
    status: 201,
    headers: { location: `${call.escapedPath.replace(/\/$/, '')}/${robot.id}` },
    json: {
      creation_time: formatTime(robot.creationTime),
      expires_at: robot.expiresAt,
      id: robot.id,
      name: robotName(world, robot),
      secret: robot.secret,
    },
  };
}

export interface NewRobot {
  /** As stored. */
  readonly name: string;
  readonly projectId: number;
  readonly description: string;
  readonly days: number;
  readonly permissions: readonly PermissionBody[];
}

/** Inserts a robot with a generated secret, or throws what the database or a namespace refuses. */
export function insertRobot(exchange: Exchange, robot: NewRobot): RobotRow {
  const { world, identity } = exchange;
  checkInsert(world, robot.name, robot.projectId, robot.description);
  refuseNullAccess(robot.permissions);
  const grants = grantsOf(exchange, copyInto([], robot.permissions));
  const now = world.stamp();
  const row: RobotRow = {
    id: world.state.robots.nextId(),
    name: robot.name,
    description: robot.description,
    projectId: robot.projectId,
    expiresAt: expiryOf(now, robot.days),
    disabled: false,
    visible: true,
    secret: generateSecret(world),
    salt: world.chance.secrets.text(32),
    duration: robot.days,
    creatorType: identity.kind === 'robot' ? 'robot' : 'local',
    creatorRef:
      identity.kind === 'robot' ? identity.robot.id : identity.kind === 'user' ? identity.id : 0,
    creationTime: now,
    updateTime: now,
    grants,
  };
  world.state.robots.add(row);
  logRobot(exchange, row, 'create');
  return row;
}
