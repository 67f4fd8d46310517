import { Binder } from '../binding.ts';
import { MEMBER_ROLE, PROJECT_MEMBER } from '../bodies.ts';
import { badRequest, conflict, internal, notFound } from '../errors.ts';
import { empty, ok } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { linkHeader } from '../listing/link.ts';
import { findProject, projectKey, requireProject } from '../access/require-access.ts';
import { compareText } from '../listing/sql-values.ts';
import type { MemberRow, ProjectRow } from '../state.ts';

const ROLE_NAMES: Readonly<Record<number, string>> = {
  1: 'projectAdmin',
  2: 'developer',
  3: 'guest',
  4: 'maintainer',
  5: 'limitedGuest',
};

/** A member as the API sends it. */
export function showMember({ world }: Exchange, member: MemberRow): Record<string, unknown> {
  return {
    entity_id: member.userId,
    entity_name: world.state.users.get(member.userId)?.username,
    entity_type: 'u',
    id: member.id,
    project_id: member.projectId,
    role_id: member.role,
    role_name: ROLE_NAMES[member.role],
  };
}

function projectFor(exchange: Exchange, action: string): ProjectRow {
  const key = projectKey(exchange);
  requireProject(exchange, key, 'member', action);
  return findProject(exchange, key);
}

/** Whether there is a role of that number. */
export const isRole = (role: number): boolean => role in ROLE_NAMES;

function checkRole(role: number): void {
  if (!isRole(role)) throw badRequest('Failed to update project member, role is not in 1,2,3');
}

/** A member that is to be added. */
export interface MemberBody {
  readonly role_id?: number;
  readonly member_user?: { readonly user_id?: number; readonly username?: string };
}

/** POST /projects/{p}/members. */
export function addMember(exchange: Exchange): Reply {
  const { world, path } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(PROJECT_MEMBER) as MemberBody;
  binder.done();
  const project = projectFor(exchange, 'create');
  const { user_id: userId = 0, username = '' } = body.member_user ?? {};
  // Nobody is named, or a group, of which there are none.
  if (userId <= 0 && username === '') throw internal();
  const user = userId > 0 ? world.state.users.get(userId) : world.state.userByName(username);
  if (!user && userId > 0)
    throw badRequest(`Failed to get user ${userId}: user ${userId} not found`);
  if (!user) throw notFound(`user ${username} not found`);
  if (world.state.rolesOf(user.id, project.id).length > 0)
    throw conflict('The project member specified already exist');
  checkRole(body.role_id ?? 0);
  const member = world.state.addMember(project.id, user.id, body.role_id ?? 0);
  const location = `/api/v2.0/projects/${path['project'] ?? ''}/members/${member.id}`;
  return { status: 201, headers: { location } };
}

/** GET /projects/{p}/members: by name; the count is that of all members, whichever name was asked for. */
export function listMembers(exchange: Exchange): Reply {
  const { world, call } = exchange;
  const binder = new Binder(exchange);
  const name = binder.text('entityname') ?? '';
  const readListing = binder.page();
  binder.done();
  const project = projectFor(exchange, 'list');
  const { page, pageSize } = readListing();
  const total = world.state.membersOf(project.id).length;
  const shown = world.state
    .membersOf(project.id)
    .map((member) => showMember(exchange, member))
    .filter((member) => name === '' || member['entity_name'] === name)
    .sort((a, b) => compareText(String(a['entity_name']), String(b['entity_name'])));
  const start = page > 1 && pageSize > 0 ? (page - 1) * pageSize : 0;
  const rows = pageSize > 0 ? shown.slice(start, start + pageSize) : shown;
  const link = linkHeader(call.escapedPath, call.query, total, page, pageSize);
  return {
    status: 200,
    headers: { 'x-total-count': String(total), ...(link === undefined ? {} : { link }) },
    json: rows,
  };
}

/** The project and the number of the path, which is bound before any body; 0 is no member's. */
function boundMember(
  exchange: Exchange,
  action: string,
  missing: string,
  bindBody?: (binder: Binder) => void,
): { project: ProjectRow; id: number; member: MemberRow | undefined } {
  const binder = new Binder(exchange);
  const id = Number(binder.id(exchange, 'mid'));
  bindBody?.(binder);
  binder.done();
  const project = projectFor(exchange, action);
  if (id === 0) throw badRequest(missing);
  const member = exchange.world.state.membersOf(project.id).find((row) => row.id === id);
  return { project, id, member };
}

/** GET /projects/{p}/members/{mid}. */
export function getMember(exchange: Exchange): Reply {
  const text = 'the member id can not be empty!';
  const { project, id, member } = boundMember(exchange, 'read', text);
  if (!member)
    throw notFound(`the project member is not found, project id ${project.id}, member id ${id}`);
  return ok(showMember(exchange, member));
}

/** PUT /projects/{p}/members/{mid}: as good as done where there is no such member. */
export function updateMember(exchange: Exchange): Reply {
  let role = 0;
  const { member } = boundMember(exchange, 'update', 'member id can not be empty', (binder) => {
    role = (binder.body(MEMBER_ROLE)['role_id'] as number | undefined) ?? 0;
  });
  checkRole(role);
  if (member) member.role = role;
  return empty();
}

/** DELETE /projects/{p}/members/{mid}: as good as done where there is no such member. */
export function deleteMember(exchange: Exchange): Reply {
  const text = 'the project member id is required.';
  const { member } = boundMember(exchange, 'delete', text);
  if (member) exchange.world.state.removeMember(member);
  return empty();
}
