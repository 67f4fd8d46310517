import { Binder } from '../binding.ts';
import { ROBOT_CREATE_V1, ROBOT_UPDATE } from '../bodies.ts';
import type { AccessBody, RobotBody } from '../bodies.ts';
import { badRequest, notFound } from '../errors.ts';
import { empty, ok } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { formatTime } from '../go/go-encode.ts';
import { robotName } from '../users/identity.ts';
import { findProject, projectKey, requireProject } from '../access/require-access.ts';
import { logRobot } from './robot-access.ts';
import { showRobot } from './robot-view.ts';
import type { RobotRow } from './robot-table.ts';
import { checkDescription } from './robot-write.ts';
import { insertRobot } from './robot-create.ts';
import { robotPage } from './robots.ts';
import type { ProjectRow } from '../state.ts';

/** GET /projects/{p}/robots (up to 2.12). */
export function listRobotsV1(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const readListing = binder.page();
  binder.done();
  const key = projectKey(exchange);
  requireProject(exchange, key, 'robot', 'list');
  const listing = readListing();
  const project = findProject(exchange, key);
  listing.keywords.set('ProjectID', { kind: 'exact', text: String(project.id) });
  return robotPage(exchange, listing);
}

interface CreateBody {
  readonly name?: string;
  readonly description?: string;
  readonly access?: readonly (AccessBody | undefined)[];
}

/** `/project/1/repository` names the resource `repository`; every pair has to be one that a role has. */
function checkedAccess(exchange: Exchange, project: ProjectRow, body: CreateBody): AccessBody[] {
  if ((body.access ?? []).length === 0) throw badRequest('bad request no access');
  return (body.access ?? []).map((access) => {
    const { action = '', effect = '', resource = '' } = access ?? {};
    const name = resource.startsWith(`/project/${project.id}/`)
      ? resource.slice(`/project/${project.id}/`.length)
      : '';
    const self = resource === `/project/${project.id}`;
    const known =
      (name !== '' || self) &&
      (effect === '' || effect === 'allow') &&
      exchange.world.roles.everything.some(
        (pair) => pair.resource === name && pair.action === action,
      );
    if (!known)
      throw badRequest(
        `${action} action of ${resource} resource not exist in project ${exchange.path['project'] ?? ''}`,
      );
    if (self) throw badRequest(`bad resource ${resource}`);
    return { action, effect, resource: name };
  });
}

/** POST /projects/{p}/robots: makes a present-day robot and ignores `expires_at`. */
export function createRobotV1(exchange: Exchange): Reply {
  const { world, call } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(ROBOT_CREATE_V1) as CreateBody;
  binder.done();
  const key = projectKey(exchange);
  requireProject(exchange, key, 'robot', 'create');
  const project = findProject(exchange, key);
  const access = checkedAccess(exchange, project, body);
  const robot = insertRobot(exchange, {
    name: `${project.name}+${body.name ?? ''}`,
    projectId: project.id,
    description: body.description ?? '',
    days: world.profile.explicitDuration ? 0 : world.state.number('robot_token_duration'),
    permissions: [{ kind: 'project', namespace: project.name, access }],
  });
  return {
    status: 201,
    headers: { location: `${call.escapedPath.replace(/\/$/, '')}/${robot.id}` },
    json: {
      creation_time: formatTime(robot.creationTime),
      id: robot.id,
      name: robotName(world, robot),
      secret: robot.secret,
    },
  };
}

function boundRobotV1(exchange: Exchange, binder: Binder, action: string): RobotRow {
  const id = binder.id(exchange, 'robot_id');
  binder.done();
  const key = projectKey(exchange);
  requireProject(exchange, key, 'robot', action);
  const project = findProject(exchange, key);
  const robot = exchange.world.state.robots.get(Number(id));
  if (robot?.projectId !== project.id)
    throw notFound(
      `resource not found: cannot find robot with project id: ${project.id} and id: ${id}`,
    );
  return robot;
}

/** GET /projects/{p}/robots/{id}. */
export function getRobotV1(exchange: Exchange): Reply {
  const robot = boundRobotV1(exchange, new Binder(exchange), 'read');
  return ok(showRobot(exchange.world, robot));
}

/** PUT /projects/{p}/robots/{id}: the disabled flag and the description alone. */
export function updateRobotV1(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const body = binder.body(ROBOT_UPDATE) as RobotBody;
  const robot = boundRobotV1(exchange, binder, 'update');
  checkDescription(body.description ?? '');
  const { disable = false, description = '' } = body;
  if (robot.disabled === disable && robot.description === description) return empty();
  robot.disabled = disable;
  robot.description = description;
  robot.updateTime = exchange.world.stamp();
  return empty();
}

/** DELETE /projects/{p}/robots/{id}: unlike the present-day call it takes robots without rows too. */
export function deleteRobotV1(exchange: Exchange): Reply {
  const robot = boundRobotV1(exchange, new Binder(exchange), 'delete');
  exchange.world.state.robots.remove(robot);
  if (robot.grants.length > 0) logRobot(exchange, robot, 'delete');
  return empty();
}
