import { recordAudit } from '../audit/audit-trail.ts';
import { Binder } from '../binding.ts';
import { PROJECT } from '../bodies.ts';
import { badRequest, conflict, forbidden, internal, notFound, precondition } from '../errors.ts';
import { empty, ok } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { formatTime } from '../go/go-encode.ts';
import { linkHeader } from '../listing/link.ts';
import { knownMetadata } from './project-metadata.ts';
import { listVisibleProjects, readProjectQuery } from './project-listing.ts';
import {
  findProject,
  projectKey,
  requireAuthenticated,
  requireProject,
} from '../access/require-access.ts';
import type { ProjectRow } from '../state.ts';

const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const MAX_NAME = 255;
/** Best role first: project administrator, maintainer, developer, guest, limited guest. */
const ROLE_RANK = [1, 4, 2, 3, 5];

/** How much of a project an answer shows: all of it, all but its owner and allowlist, or the row alone. */
export type ProjectDetail = 'all' | 'metadata' | 'row';

/** A project as listings, GET and the search send it. */
export function showProject(
  { world, identity }: Exchange,
  project: ProjectRow,
  detail: ProjectDetail,
): Record<string, unknown> {
  const { state, profile } = world;
  const roles = identity.kind === 'user' ? state.rolesOf(identity.id, project.id) : [];
  const best = ROLE_RANK.find((role) => roles.includes(role));
  const created = formatTime(project.creationTime);
  const updated = formatTime(project.updateTime);
  return {
    chart_count: profile.helmCharts ? 0 : undefined,
    creation_time: created,
    current_user_role_id: best,
    current_user_role_ids: roles.length > 0 ? roles : null,
    cve_allowlist:
      detail === 'all'
        ? showAllowlist(project)
        : {
            creation_time: '0001-01-01T00:00:00.000Z',
            items: null,
            update_time: '0001-01-01T00:00:00.000Z',
          },
    metadata: detail === 'row' ? undefined : project.metadata,
    name: project.name,
    owner_id: project.ownerId,
    owner_name: detail === 'all' ? state.users.get(project.ownerId)?.username : undefined,
    project_id: project.id,
    repo_count: project.repositories,
    update_time: updated,
  };
}

/** Made with the project, and anew whenever it is set. */
function showAllowlist({ id, allowlist, ...project }: ProjectRow): Record<string, unknown> {
  const { setAt = project.creationTime, items = [], expiresAt } = allowlist ?? {};
  return {
    creation_time: formatTime(setAt),
    expires_at: expiresAt,
    id,
    items: items.map((cve) => ({ cve_id: cve })),
    project_id: id,
    update_time: formatTime(allowlist ? setAt : project.updateTime),
  };
}

/** GET /projects. */
export function listProjects(exchange: Exchange): Reply {
  const { call, identity } = exchange;
  const binder = new Binder(exchange);
  const query = readProjectQuery(binder);
  binder.done();
  const { total, rows, listing } = listVisibleProjects(exchange, query);
  const none = total === 0 || (identity.kind === 'anonymous' && query.onlyPublic === false);
  if (none) return { status: 200, headers: { 'x-total-count': '0' }, json: [] };
  const link = linkHeader(call.escapedPath, call.query, total, listing.page, listing.pageSize);
  return {
    status: 200,
    headers: { 'x-total-count': String(total), ...(link === undefined ? {} : { link }) },
    json: rows.map((project) => showProject(exchange, project, query.detail ? 'all' : 'row')),
  };
}

/** HEAD /projects?project_name= : anybody who is signed in. */
export function headProject(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const name = binder.requiredText('project_name');
  binder.done();
  requireAuthenticated(exchange);
  findProject(exchange, { name });
  return empty();
}

interface ProjectBody {
  readonly project_name?: string;
  readonly public?: boolean;
  readonly metadata?: Record<string, string>;
  readonly registry_id?: number;
  readonly storage_limit?: number;
}

/** The registry of a proxy cache project has to be there, and the simulator has none. */
function checkRegistry(id: number): void {
  if (id <= 0)
    throw badRequest(
      `bad request: ${id} is invalid value of registry_id, it should be geater than 0`,
    );
  throw internal();
}

/** The storage that a new project gets: only a system administrator chooses it. */
function storageLimitOf({ world }: Exchange, body: ProjectBody, mayAsAdmin: boolean): number {
  const wanted = body.storage_limit ?? 0;
  const limit = mayAsAdmin && wanted !== 0 ? wanted : world.state.number('storage_per_project');
  if (limit <= 0 && limit !== -1)
    throw badRequest('bad request: invalid value for resource storage');
  return limit;
}

/** Refuses who may not create projects; tells whether the caller may as a system administrator. */
function checkCreator({ world, identity }: Exchange): boolean {
  const { robotsSeeProjects } = world.profile;
  if (identity.kind === 'robot' && identity.robot.projectId !== 0 && robotsSeeProjects)
    throw forbidden('Only system level robot can create project');
  const mayAsAdmin =
    identity.kind === 'user'
      ? identity.sysadmin
      : world.access.onSystem(identity, 'project', 'create');
  if (world.state.text('project_creation_restriction') === 'adminonly' && !mayAsAdmin)
    throw forbidden('Only system admin can create project');
  return mayAsAdmin;
}

/** POST /projects: with the default setting any user and any system robot may. */
export function createProject(exchange: Exchange): Reply {
  const { world, identity, call } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(PROJECT) as ProjectBody;
  binder.done();
  requireAuthenticated(exchange);
  const mayAsAdmin = checkCreator(exchange);
  const registry = body.registry_id;
  if (registry !== undefined && !mayAsAdmin)
    throw forbidden('Only system admin can create proxy cache project');
  const open = body.metadata?.['public'] || String(body.public ?? false);
  if (open !== 'true' && open !== 'false')
    throw badRequest(`metadata.public should only be 'true' or 'false', but got: '${open}'`);
  if (world.profile.guardedRetention && body.metadata?.['retention_id'])
    throw badRequest(
      "bad request: the retention_id in the request's payload when creating a project should be omitted, alternatively passing an empty string",
    );
  if (registry !== undefined) checkRegistry(registry);
  const storageLimit = storageLimitOf(exchange, body, mayAsAdmin);
  // Up to 2.3 the owner is looked for among the users, whoever asks.
  if (identity.kind === 'robot' && !world.profile.robotsSeeProjects)
    throw notFound(`user ${identity.username} not found`);
  const name = body.project_name ?? '';
  if (name.length < 1 || Buffer.byteLength(name) > MAX_NAME)
    throw badRequest(
      `Project name ${name} is illegal in length. (greater than ${MAX_NAME} or less than 1)`,
    );
  if (!NAME.test(name))
    throw badRequest('project name is not in lower case or contains illegal characters');
  if (world.state.projectsByName.has(name))
    throw conflict(`The project named ${name} already exists`);
  const now = world.stamp();
  const project = world.state.addProject({
    name,
    ownerId: identity.kind === 'user' ? identity.id : 1,
    metadata: { ...knownMetadata(body.metadata, world.profile), public: open },
    creationTime: now,
    updateTime: now,
    repositories: 0,
    storageLimit,
  });
  recordAudit(world, identity, {
    projectId: project.id,
    operation: 'create',
    type: 'project',
    resource: name,
  });
  const asName = /^(true|1)$/i.test(call.headers['x-resource-name-in-location'] ?? '');
  const base = call.escapedPath.replace(/\/$/, '');
  return { status: 201, headers: { location: `${base}/${asName ? name : project.id}` } };
}

/** GET /projects/{p}. */
export function getProject(exchange: Exchange): Reply {
  const key = projectKey(exchange);
  requireProject(exchange, key, '', 'read');
  return ok(showProject(exchange, findProject(exchange, key), 'all'));
}

const NOT_EMPTY = 'the project contains repositories, can not be deleted';

/** GET /projects/{p}/_deletable. */
export function projectDeletable(exchange: Exchange): Reply {
  const key = projectKey(exchange);
  requireProject(exchange, key, '', 'delete');
  const full = findProject(exchange, key).repositories > 0;
  return ok(full ? { deletable: false, message: NOT_EMPTY } : { deletable: true });
}

/** DELETE /projects/{p}: takes the project's robots along, without a word in the audit log. */
export function deleteProject(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  const key = projectKey(exchange);
  requireProject(exchange, key, '', 'delete');
  const project = findProject(exchange, key);
  if (project.repositories > 0) throw precondition(`precondition failed: ${NOT_EMPTY}`);
  world.state.removeProject(project);
  recordAudit(world, identity, {
    projectId: project.id,
    operation: 'delete',
    type: 'project',
    resource: project.name,
  });
  return empty();
}

/** GET /projects/{p}/summary. */
export function projectSummary(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  const key = projectKey(exchange);
  requireProject(exchange, key, '', 'read');
  const project = findProject(exchange, key);
  const may = (resource: string, action: string): boolean =>
    world.access.onProject(world.state, identity, project.id, resource, action);
  const count = (role: number): number =>
    world.state.membersOf(project.id).filter((member) => member.role === role).length;
  return ok({
    ...(may('member', 'list')
      ? {
          developer_count: count(2),
          guest_count: count(3),
          limited_guest_count: count(5),
          maintainer_count: count(4),
          project_admin_count: count(1),
        }
      : {}),
    ...(may('quota', 'read')
      ? { quota: { hard: { storage: project.storageLimit }, used: { storage: 0 } } }
      : {}),
    repo_count: project.repositories,
  });
}
