import { badRequest, forbidden, HarborError, internal, notFound, unauthorized } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import { parseInt64 } from '../binding.ts';
import { callerName } from '../users/identity.ts';
import type { ProjectRow } from '../state.ts';

const MAX_INT4 = 2147483647n;

/** 401 for anybody who is not signed in. */
export function requireAuthenticated({ identity }: Exchange): void {
  if (identity.kind === 'anonymous') throw unauthorized();
}

/** The 403 of a system resource carries the caller's name. */
export function requireSystem(exchange: Exchange, resource: string, action: string): void {
  const { world, identity } = exchange;
  if (world.access.onSystem(identity, resource, action)) return;
  requireAuthenticated(exchange);
  throw forbidden(callerName(identity));
}

/** A project as a path or a body names it: by id, or by name. */
export type ProjectKey = { readonly id: bigint } | { readonly name: string };

/** `{project_name_or_id}`: digits are an id unless X-Is-Resource-Name says otherwise. */
export function projectKey({ path, call }: Exchange): ProjectKey {
  const text = path['project'] ?? '';
  const asName = /^(true|1|yes|ok|y|on|selected|checked|t|enabled)$/i.test(
    call.headers['x-is-resource-name'] ?? '',
  );
  const id = asName ? undefined : parseInt64(text);
  return id === undefined ? { name: text } : { id };
}

/**
 * The project, or Harbor's error for it: 404, 400 for a name with a space, masked 500 for an id that
 * PostgreSQL's int4 cannot hold.
 */
export function findProject({ world }: Exchange, key: ProjectKey): ProjectRow {
  if ('id' in key) {
    if (key.id > MAX_INT4 || key.id < -MAX_INT4 - 1n) throw internal();
    const project = world.state.projects.get(Number(key.id));
    if (!project) throw notFound(`project ${key.id} not found`);
    return project;
  }
  if (key.name.includes(' ')) throw badRequest(`invalid project name: '${key.name}'`);
  const project = world.state.projectsByName.get(key.name);
  if (!project) throw notFound(`project ${key.name} not found`);
  return project;
}

/**
 * Whether the caller may. A name is looked up first: for one that does not exist the system
 * administrator gets its 404 since 2.7, everybody else 403, as all do for one that cannot be a name.
 */
export function requireProject(
  exchange: Exchange,
  key: ProjectKey,
  resource: string,
  action: string,
): void {
  const { world, identity } = exchange;
  const sysadmin = identity.kind === 'user' && identity.sysadmin;
  let projectId = 'id' in key ? Number(key.id) : 0;
  // An empty name is not looked up, and asks for project 0.
  if ('name' in key && key.name !== '') {
    try {
      projectId = findProject(exchange, key).id;
    } catch (error) {
      if (!(error instanceof HarborError)) throw error;
      const isMissing = error.code === 'NOT_FOUND';
      if (world.profile.missingProjectIs404 && sysadmin && isMissing) throw error;
      requireAuthenticated(exchange);
      throw forbidden();
    }
  }
  if (world.access.onProject(world.state, identity, projectId, resource, action)) return;
  requireAuthenticated(exchange);
  throw forbidden();
}
