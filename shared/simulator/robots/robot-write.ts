import { badRequest, conflict, HarborError, internal } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import { findProject } from '../access/require-access.ts';
import type { Grant, RobotRow } from './robot-table.ts';
import type { LoadedPermission } from './robot-view.ts';
import type { World } from '../world.ts';

const DAY = 86_400;
/** Characters that the columns hold; more is an SQL error. */
const LENGTHS = { name: 255, description: 1024, grant: 255 };

const tooLong = (text: string, limit: number): boolean => [...text].length > limit;

/** `expires_at` in epoch seconds: so many days after `start` (epoch milliseconds), -1 for never. */
export function expiryOf(start: number, days: number): number {
  return days === -1 ? -1 : Math.floor(start / 1000) + days * DAY;
}

function scopeOf(exchange: Exchange, { kind, namespace }: LoadedPermission): string {
  if (kind === 'system') {
    if (namespace !== '/') throw badRequest('unknown namespace');
    return '/system';
  }
  if (kind !== 'project') throw badRequest('unknown robot kind');
  if (namespace === '*') return '/project/*';
  return `/project/${findProject(exchange, { name: namespace }).id}`;
}

/**
 * Permission rows for a robot; equal ones merge. Throws Harbor's error for a namespace, in which
 * case nothing may have been written: the database transaction is rolled back.
 */
export function grantsOf(exchange: Exchange, permissions: readonly LoadedPermission[]): Grant[] {
  const grants = new Map<string, Grant>();
  for (const permission of permissions) {
    const scope = scopeOf(exchange, permission);
    for (const { resource, action, effect } of permission.access) {
      if ([resource, action, effect].some((text) => tooLong(text, LENGTHS.grant))) throw internal();
      const grant = { scope, resource, action, effect };
      grants.set(JSON.stringify(grant), grant);
    }
  }
  return [...grants.values()];
}

/** What the insert itself refuses: text beyond a column with 500, which PostgreSQL sees first, and a taken name with 409. */
export function checkInsert(
  world: World,
  name: string,
  projectId: number,
  description: string,
): void {
  if (tooLong(name, LENGTHS.name)) throw internal();
  checkDescription(description);
  if (world.state.robots.named(name).some((robot) => robot.projectId === projectId))
    throw conflict(`robot account ${projectId}:${name} already exists`);
}

/** 500 for a description beyond the column. */
export function checkDescription(description: string): void {
  if (tooLong(description, LENGTHS.description)) throw internal();
}

/** An id of a path: beyond the column's range PostgreSQL fails, which is masked as 500. */
export function robotById(world: World, id: bigint): RobotRow {
  const limit = world.profile.bigRobotIds ? 2n ** 63n : 2n ** 31n;
  if (id >= limit || id < -limit) throw internal();
  const robot = world.state.robots.get(Number(id));
  if (!robot || BigInt(robot.id) !== id)
    throw new HarborError('NOT_FOUND', `robot ${id} not found`);
  return robot;
}
