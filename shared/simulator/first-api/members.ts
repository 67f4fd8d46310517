import { MEMBER_ROLE, PROJECT_MEMBER } from '../bodies.ts';
import { badRequest, conflict, forbidden, internal, notFound, unauthorized } from '../errors.ts';
import { empty } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { isRole, showMember } from '../projects/members.ts';
import type { MemberBody } from '../projects/members.ts';
import { callerName } from '../users/identity.ts';
import { compareText } from '../listing/sql-values.ts';
import type { MemberRow, ProjectRow } from '../state.ts';
import { made, sent, served } from './controller.ts';

/** The project of the path, a number, and its member if one is named. */
function prepared(exchange: Exchange): { project: ProjectRow; member: MemberRow | undefined } {
  const { world, identity, path } = exchange;
  if (identity.kind === 'anonymous') throw unauthorized('Unauthorized');
  const id = Number(path['project']);
  if (id <= 0) throw badRequest(`invalid project ID: ${id}`);
  const project = world.state.projects.get(id);
  if (!project) throw notFound(`project ${id} not found`);
  if (path['member'] === undefined) return { project, member: undefined };
  const member = world.state.membersOf(id).find((row) => row.id === Number(path['member']));
  if (!member) throw notFound(`project member ${path['member']} not found in project ${id}`);
  return { project, member };
}

/** The 403 of these calls carries the caller's name. */
function requireAccess(exchange: Exchange, { id }: ProjectRow, action: string): void {
  const { world, identity } = exchange;
  if (!world.access.onProject(world.state, identity, id, 'member', action))
    throw forbidden(callerName(identity));
}

/** GET /projects/{id}/members, and one of them. */
export function getMembers(exchange: Exchange): Reply {
  const { project, member } = prepared(exchange);
  requireAccess(exchange, project, member ? 'read' : 'list');
  if (member) return served(showMember(exchange, member));
  const part = exchange.call.query.get('entityname')?.[0] ?? '';
  const members = exchange.world.state
    .membersOf(project.id)
    .map((row) => showMember(exchange, row))
    .filter((row) => String(row['entity_name']).includes(part))
    .sort((a, b) => compareText(String(a['entity_name']), String(b['entity_name'])));
  return served(members);
}

/** POST /projects/{id}/members. */
export function addMember(exchange: Exchange): Reply {
  const { project } = prepared(exchange);
  const { state } = exchange.world;
  requireAccess(exchange, project, 'create');
  const body = sent(exchange, PROJECT_MEMBER.type) as MemberBody;
  const { user_id: userId = 0, username = '' } = body.member_user ?? {};
  if (userId <= 0 && username === '') throw internal();
  const user = userId > 0 ? state.users.get(userId) : state.userByName(username);
  if (!user && userId > 0) throw internal();
  if (!user) throw badRequest('Failed to add project member, error: user does not exist');
  if (state.rolesOf(user.id, project.id).length > 0)
    throw conflict(
      'Failed to add project member, already exist group or project member, groupMemberID:0',
    );
  const role = body.role_id ?? 0;
  if (!isRole(role)) throw badRequest(`Invalid role ID, role ID ${role}`);
  return made(exchange, state.addMember(project.id, user.id, role).id);
}

/** PUT /projects/{id}/members/{id}. */
export function updateMember(exchange: Exchange): Reply {
  const { project, member } = prepared(exchange);
  requireAccess(exchange, project, 'update');
  const role = Number(sent(exchange, MEMBER_ROLE.type)['role_id'] ?? 0);
  if (!isRole(role)) throw badRequest(`Invalid role id ${role}`);
  if (member) member.role = role;
  return empty();
}

/** DELETE /projects/{id}/members/{id}. */
export function deleteMember(exchange: Exchange): Reply {
  const { project, member } = prepared(exchange);
  requireAccess(exchange, project, 'delete');
  if (member) exchange.world.state.removeMember(member);
  return empty();
}
