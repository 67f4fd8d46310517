import { Binder } from './binding.ts';
import { ROBOT_CREATE, ROBOT_SECRET, ROBOT_UPDATE } from './bodies.ts';
import type { PermissionBody, RobotBody } from './bodies.ts';
import { recordAudit } from './audit-trail.ts';
import { badRequest, denied, HandlerPanic, notFound } from './errors.ts';
import type { HarborError } from './errors.ts';
import { empty, ok } from './exchange.ts';
import type { Exchange, Reply } from './exchange.ts';
import { formatTime } from './go-encode.ts';
import { robotName } from './identity.ts';
import { linkHeader } from './link.ts';
import { parseInt64 } from './binding.ts';
import type { Listing } from './listing.ts';
import type { Keywords } from './query-language.ts';
import {
  findProject,
  requireAuthenticated,
  requireProject,
  requireSystem,
} from './require-access.ts';
import type { ProjectKey } from './require-access.ts';
import { listRobots } from './robot-listing.ts';
import {
  checkName,
  checkRobot,
  checkSecret,
  copyInto,
  generateSecret,
  isWithinCreator,
  refuseNullAccess,
} from './robot-rules.ts';
import type { RobotRow } from './robot-table.ts';
import { isEditable, levelOf, loadPermissions, showRobot } from './robot-view.ts';
import { checkDescription, checkInsert, expiryOf, grantsOf, robotById } from './robot-write.ts';

/** RBAC of a robot call: the system, or the project that owns the robot or is named by the body. */
function requireRobot(
  exchange: Exchange,
  level: string,
  project: ProjectKey,
  action: string,
): void {
  if (level === 'system') requireSystem(exchange, 'robot', action);
  else requireProject(exchange, project, 'robot', action);
}

const ownProject = (robot: RobotRow): ProjectKey => ({ id: BigInt(robot.projectId) });

/** A namespace of a body: Harbor passes it on as a name, but ParseProjectIDOrName reads it for RBAC. */
const named = (namespace: string | undefined): ProjectKey => ({ name: namespace ?? '' });

/** A keyword that the handler reads as text: anything but an exact value panics up to 2.15. */
function exactKeyword(exchange: Exchange, keywords: Keywords, key: string, text: string): string {
  const value = keywords.get(key);
  if (value?.kind === 'exact') return value.text;
  if (exchange.world.profile.panicsFixed) throw badRequest(text);
  throw new HandlerPanic();
}

function scopeOfListing(
  exchange: Exchange,
  keywords: Keywords,
): { level: string; projectId: bigint } {
  const { profile } = exchange.world;
  const system = (): { level: string; projectId: bigint } => {
    keywords.set('ProjectID', { kind: 'exact', text: '0' });
    return { level: 'system', projectId: 0n };
  };
  if (!keywords.has('Level')) return system();
  const level = exactKeyword(exchange, keywords, 'Level', 'bad request error level input');
  if (level !== 'system' && level !== 'project') throw badRequest('bad request error level input');
  if (level === 'system') return profile.strictLevel ? system() : { level, projectId: 0n };
  if (!keywords.has('ProjectID'))
    throw badRequest('must with project ID when to query project robots');
  const problem = profile.strictLevel
    ? 'ProjectID must be a positive integer'
    : 'Project ID must be int type.';
  const projectId = parseInt64(exactKeyword(exchange, keywords, 'ProjectID', problem));
  if (projectId === undefined || (profile.strictLevel && projectId <= 0n))
    throw badRequest(problem);
  return { level, projectId };
}

/** The answer of a listing of robots, with its count and neighbours. */
export function robotPage(exchange: Exchange, listing: Listing): Reply {
  const { world, call } = exchange;
  const { total, rows } = listRobots(world, listing);
  exchange.listed = rows.length;
  const link = linkHeader(call.escapedPath, call.query, total, listing.page, listing.pageSize);
  return {
    status: 200,
    headers: { 'x-total-count': String(total), ...(link === undefined ? {} : { link }) },
    json: rows.map((robot) => showRobot(world, robot)),
  };
}

/** GET /robots. */
export function listRobotsHandler(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const readListing = binder.page();
  binder.done();
  requireAuthenticated(exchange);
  const listing = readListing();
  const { level, projectId } = scopeOfListing(exchange, listing.keywords);
  listing.keywords.set('Visible', { kind: 'exact', text: 'true' });
  requireRobot(exchange, level, { id: projectId }, 'list');
  return robotPage(exchange, listing);
}

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
  const { world, identity, call } = exchange;
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
  const name = robotName(world, robot);
  if (world.profile.robotCreators)
    recordAudit(world, identity, {
      projectId: robot.projectId,
      operation: 'create',
      type: 'robot',
      resource: name,
    });
  return {
    status: 201,
    headers: { location: `${call.escapedPath.replace(/\/$/, '')}/${robot.id}` },
    json: {
      creation_time: formatTime(robot.creationTime),
      expires_at: robot.expiresAt,
      id: robot.id,
      name,
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
  return row;
}

/** GET /robots/{robot_id}. */
export function getRobotHandler(exchange: Exchange): Reply {
  const robot = boundRobot(exchange, new Binder(exchange));
  requireRobot(exchange, levelOf(robot), ownProject(robot), 'read');
  exchange.listed = 1;
  return ok(showRobot(exchange.world, robot));
}

/** Reports what binding found, asks for a login, and finds the robot of the path. */
function boundRobot(exchange: Exchange, binder: Binder): RobotRow {
  const id = binder.id(exchange, 'robot_id');
  binder.done();
  requireAuthenticated(exchange);
  return robotById(exchange.world, id);
}

/** DELETE /robots/{robot_id}: an editable robot without permission rows cannot be deleted. */
export function deleteRobotHandler(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  const robot = boundRobot(exchange, new Binder(exchange));
  requireRobot(exchange, levelOf(robot), ownProject(robot), 'delete');
  if (isEditable(robot) && robot.grants.length === 0) throw missingRows(robot);
  const name = robotName(world, robot);
  world.state.robots.remove(robot);
  if (world.profile.robotCreators)
    recordAudit(world, identity, {
      projectId: robot.projectId,
      operation: 'delete',
      type: 'robot',
      resource: name,
    });
  return empty();
}

const missingRows = (robot: RobotRow): HarborError =>
  notFound(`role permission robotaccount:${robot.id} not found`);

/** PATCH /robots/{robot_id}: a new secret, chosen or generated. Legacy robots are not protected. */
export function refreshSecretHandler(exchange: Exchange): Reply {
  const { world } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(ROBOT_SECRET) as { secret?: string };
  const robot = boundRobot(exchange, binder);
  requireRobot(exchange, levelOf(robot), ownProject(robot), 'update');
  const chosen = body.secret ?? '';
  if (chosen !== '') checkSecret(chosen, world.profile);
  robot.secret = chosen === '' ? generateSecret(world) : chosen;
  robot.updateTime = world.stamp();
  return ok(chosen === '' ? { secret: robot.secret } : {});
}

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
  const level = profile.updateProjectCheck === 'none' ? (body.level ?? '') : levelOf(robot);
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
