import { Binder } from '../binding.ts';
import { ROBOT_UPDATE } from '../bodies.ts';
import type { RobotBody } from '../bodies.ts';
import { badRequest, denied } from '../errors.ts';
import { empty } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { robotName } from '../users/identity.ts';
import { findProject } from '../access/require-access.ts';
import { boundRobot, missingRows, named, ownProject, requireRobot } from './robot-access.ts';
import { checkRobot, copyInto, refuseNullAccess } from './robot-rules.ts';
import type { RobotRow } from './robot-table.ts';
import { isEditable, levelOf, loadPermissions } from './robot-view.ts';
import { checkDescription, expiryOf, grantsOf } from './robot-write.ts';

/** PUT /robots/{robot_id}: a full replacement, except that effects leak (see copyInto). */
export function updateRobotHandler(exchange: Exchange): Reply {
  const { world } = exchange;
  const { profile } = world;
  const binder = new Binder(exchange);
  const body = binder.body(ROBOT_UPDATE) as RobotBody;
  const robot = boundRobot(exchange, binder);
  if (!isEditable(robot)) return updateLegacy(exchange, robot, body);
  const loaded = loadPermissions(world, robot);
  const duration = body.duration ?? (profile.explicitDuration ? robot.duration : 0);
  const permissions = checkRobot(world, body, duration);
  const first = named(permissions[0]?.namespace);
  if (
    profile.updateProjectCheck === 'all' ||
    (profile.updateProjectCheck === 'project-robots' && robot.projectId !== 0)
  ) {
    const project = findProject(exchange, first);
    if (robot.projectId !== 0 && project.id !== robot.projectId)
      throw badRequest('cannot update the project id of robot');
  }
  const level = profile.updateByOwnLevel ? levelOf(robot) : (body.level ?? '');
  requireRobot(exchange, level, first, 'update');
  if (body.level !== levelOf(robot) || (body.name ?? '') !== robotName(world, robot))
    throw badRequest('cannot update the level or name of robot');
  checkDescription(body.description ?? '');
  if (robot.grants.length === 0 && !profile.updateWithoutRows) throw missingRows(robot);
  refuseNullAccess(permissions);
  robot.grants = grantsOf(exchange, copyInto(loaded, permissions));
  applyDuration(exchange, robot, Number(duration));
  robot.description = body.description ?? '';
  robot.disabled = body.disable ?? false;
  robot.updateTime = world.stamp();
  return empty();
}

/** The expiry moves only with the duration, and counts from the creation; 0 was the system default. */
function applyDuration({ world }: Exchange, robot: RobotRow, duration: number): void {
  if (robot.duration === duration) return;
  robot.duration = duration === 0 ? world.state.number('robot_token_duration') : duration;
  robot.expiresAt = expiryOf(robot.creationTime, robot.duration);
}

function updateLegacy(exchange: Exchange, robot: RobotRow, body: RobotBody): Reply {
  if (!exchange.world.profile.legacyRobotWritable)
    throw denied('editing of legacy robot is not allowed');
  requireRobot(exchange, body.level ?? '', ownProject(robot), 'update');
  checkDescription(body.description ?? '');
  robot.disabled = body.disable ?? false;
  robot.description = body.description ?? '';
  robot.updateTime = exchange.world.stamp();
  return empty();
}
