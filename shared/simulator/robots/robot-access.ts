import { recordAudit } from '../audit/audit-trail.ts';
import type { Binder } from '../binding.ts';
import { forbidden, notFound } from '../errors.ts';
import type { HarborError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import { robotName } from '../users/identity.ts';
import { requireAuthenticated, requireProject, requireSystem } from '../access/require-access.ts';
import type { ProjectKey } from '../access/require-access.ts';
import type { RobotRow } from './robot-table.ts';
import { robotById } from './robot-write.ts';

/** RBAC of a robot call: the system, or the project that owns the robot or is named by the body. */
export function requireRobot(
  exchange: Exchange,
  level: string,
  project: ProjectKey,
  action: string,
): void {
  if (level === 'system') requireSystem(exchange, 'robot', action);
  else if (level !== 'project') throw forbidden();
  else requireProject(exchange, project, 'robot', action);
}

/** The project that owns a robot. */
export const ownProject = (robot: RobotRow): ProjectKey => ({ id: BigInt(robot.projectId) });

/** A namespace of a body: Harbor passes it on as a name, but ParseProjectIDOrName reads it for RBAC. */
export const named = (namespace: string | undefined): ProjectKey => ({ name: namespace ?? '' });

/** Reports what binding found, asks for a login, and finds the robot of the path. */
export function boundRobot(exchange: Exchange, binder: Binder): RobotRow {
  const id = binder.id(exchange, 'robot_id');
  binder.done();
  requireAuthenticated(exchange);
  return robotById(exchange.world, id);
}

/** What deleting (and, up to 2.7, updating) an editable robot without permission rows ends in. */
export const missingRows = (robot: RobotRow): HarborError =>
  notFound(`role permission robotaccount:${robot.id} not found`);

/** An entry of a robot that was made or deleted, through whichever call (2.12). */
export function logRobot(
  { world, identity }: Exchange,
  robot: RobotRow,
  operation: 'create' | 'delete',
): void {
  if (!world.profile.robotCreators) return;
  const { projectId } = robot;
  recordAudit(world, identity, {
    projectId,
    operation,
    type: 'robot',
    resource: robotName(world, robot),
  });
}
