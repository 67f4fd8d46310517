import { Binder, parseInt64 } from '../binding.ts';
import { ROBOT_SECRET } from '../bodies.ts';
import { badRequest, HandlerPanic } from '../errors.ts';
import { empty, ok } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { linkHeader } from '../listing/link.ts';
import type { Listing } from '../listing/listing.ts';
import type { Keywords } from '../listing/query-language.ts';
import { requireAuthenticated } from '../access/require-access.ts';
import { boundRobot, logRobot, missingRows, ownProject, requireRobot } from './robot-access.ts';
import { listRobots } from './robot-listing.ts';
import { checkSecret, generateSecret } from './robot-rules.ts';
import { isEditable, levelOf, showRobot } from './robot-view.ts';

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

/** GET /robots/{robot_id}. */
export function getRobotHandler(exchange: Exchange): Reply {
  const robot = boundRobot(exchange, new Binder(exchange));
  requireRobot(exchange, levelOf(robot), ownProject(robot), 'read');
  exchange.listed = 1;
  return ok(showRobot(exchange.world, robot));
}

/** DELETE /robots/{robot_id}: an editable robot without permission rows cannot be deleted. */
export function deleteRobotHandler(exchange: Exchange): Reply {
  const { world } = exchange;
  const robot = boundRobot(exchange, new Binder(exchange));
  requireRobot(exchange, levelOf(robot), ownProject(robot), 'delete');
  if (isEditable(robot) && robot.grants.length === 0) throw missingRows(robot);
  world.state.robots.remove(robot);
  // Harbor stops at the missing rows of a legacy robot, which it forgives, before it comes to the log.
  if (robot.grants.length > 0) logRobot(exchange, robot, 'delete');
  return empty();
}

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
