import { Binder, parseInt64 } from '../binding.ts';
import type { Pair } from '../access/catalogue.ts';
import { forbidden, internal, notFound, precondition } from '../errors.ts';
import { ok } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { formatTime } from '../go/go-encode.ts';
import type { Identity } from './identity.ts';
import { linkHeader } from '../listing/link.ts';
import { selectPage } from '../listing/listing.ts';
import { requireAuthenticated, requireSystem } from '../access/require-access.ts';
import { systemPolicies } from '../access/role-policies.ts';
import type { UserRow } from '../state.ts';
import type { Table } from '../listing/table.ts';

function showUser(user: UserRow, byGroup = false): Record<string, unknown> {
  return {
    admin_role_in_auth: byGroup,
    comment: user.comment || undefined,
    creation_time: formatTime(user.creationTime),
    email: user.email || undefined,
    realname: user.realname || undefined,
    sysadmin_flag: user.sysadmin,
    update_time: formatTime(user.updateTime),
    user_id: user.id,
    username: user.username,
  };
}

/** GET /users/current: a robot is told 412, which proves its login. */
export function currentUser(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  requireAuthenticated(exchange);
  if (identity.kind === 'robot') {
    if (!world.profile.robotHasNoCurrentUser) throw internal();
    throw precondition('get current user not available for security context: robot');
  }
  const user = identity.kind === 'user' ? world.state.users.get(identity.id) : undefined;
  if (!user) throw notFound(`user ${identity.kind === 'user' ? identity.id : 0} not found`);
  const byGroup = identity.kind === 'user' && identity.byGroup === true;
  return ok({ ...showUser(user, byGroup), oidc_user_meta: showOidc(user) });
}

/** The CLI secret in clear, as Harbor shows it to the user it belongs to. */
function showOidc({ id, oidc, creationTime, updateTime }: UserRow): unknown {
  return (
    oidc && {
      creation_time: formatTime(creationTime),
      id,
      secret: oidc.secret,
      subiss: oidc.subject,
      update_time: formatTime(updateTime),
      user_id: id,
    }
  );
}

/** A resource as Harbor's RelativeTo gives it (src/pkg/permission/types/resource.go); undefined where it lies elsewhere. */
const relativeTo = (resource: string, scope: string): string | undefined =>
  resource.startsWith(scope) ? resource.slice(scope.length).replace(/^\//, '') || '.' : undefined;

/**
 * The rights that the caller really has in a scope. Those of the system are written without
 * `/system`, so that nobody but its administrator has one and none is relative to a scope
 * (src/common/rbac/system).
 */
function rightsIn({ world, identity }: Exchange, scope: string): readonly Pair[] {
  const id = parseInt64(/^\/project\/([^/]*)/.exec(scope)?.[1] ?? '');
  if (id !== undefined)
    return world.roles.everything
      .filter(({ resource, action }) =>
        world.access.onProject(world.state, identity, Number(id), resource, action),
      )
      .map(({ resource, action }) => ({
        action,
        resource: resource === '' ? `/project/${id}` : `/project/${id}/${resource}`,
      }));
  const sysadmin = identity.kind === 'user' && identity.sysadmin;
  return sysadmin && scope.startsWith('/system') ? systemPolicies(world.profile) : [];
}

/** GET /users/current/permissions: what the caller really has in `scope`. */
export function currentPermissions(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const scope = binder.text('scope') ?? '';
  const relative = binder.flag('relative') ?? false;
  binder.done();
  requireAuthenticated(exchange);
  const rights = rightsIn(exchange, scope);
  if (!relative) return ok(rights);
  return ok(
    rights.flatMap(({ action, resource }) => {
      const shown = relativeTo(resource, scope);
      return shown === undefined ? [] : [{ action, resource: shown }];
    }),
  );
}

/** The id of the path, once everything else of the request has been bound. */
export function boundId(exchange: Exchange, binder = new Binder(exchange)): number {
  const id = Number(binder.id(exchange, 'user_id'));
  binder.done();
  return id;
}

/** The user, or 404. */
export function userById({ world }: Exchange, id: number): UserRow {
  const user = world.state.users.get(id);
  if (!user) throw notFound(`user ${id} not found`);
  return user;
}

/** Whether the caller is the user of that id. */
export const isOneself = (identity: Identity, id: number): boolean =>
  identity.kind === 'user' && identity.id === id;

/** 403 unless the caller may do that with users; before 2.12 with a text of its own. */
export function requireUsers(exchange: Exchange, action: string, oldText: string): void {
  const { world, identity } = exchange;
  if (!world.profile.usersNameTheCaller && !world.access.onSystem(identity, 'user', action))
    throw forbidden(oldText);
  requireSystem(exchange, 'user', action);
}

/** GET /users/{user_id}: the system administrator, and everybody for themselves. */
export function getUser(exchange: Exchange): Reply {
  const { identity } = exchange;
  const id = boundId(exchange);
  requireAuthenticated(exchange);
  if (!isOneself(identity, id))
    requireUsers(exchange, 'read', `Not authorized to read user: ${id}`);
  return ok(showUser(userById(exchange, id)));
}

const TABLE: Table<UserRow> = {
  columns: [
    { field: 'UserID', name: 'user_id', type: 'int4', value: (row) => row.id },
    { field: 'Username', name: 'username', type: 'text', value: (row) => row.username },
    { field: 'Email', name: 'email', type: 'text', value: (row) => row.email },
    { field: 'Realname', name: 'realname', type: 'text', value: (row) => row.realname },
    { field: 'Comment', name: 'comment', type: 'text', value: (row) => row.comment },
    { field: 'SysAdminFlag', name: 'sysadmin_flag', type: 'bool', value: (row) => row.sysadmin },
    {
      field: 'CreationTime',
      name: 'creation_time',
      type: 'time',
      value: (row) => row.creationTime,
    },
    { field: 'UpdateTime', name: 'update_time', type: 'time', value: (row) => row.updateTime },
  ],
  defaultSort: { key: 'Username', descending: false },
  id: (row) => row.id,
};

function userPage(exchange: Exchange, show: (user: UserRow) => unknown, search: boolean): Reply {
  const { world, call } = exchange;
  const binder = new Binder(exchange);
  const readListing = binder.page();
  const username = search ? binder.requiredText('username') : (binder.text('username') ?? '');
  const email = search ? '' : (binder.text('email') ?? '');
  binder.done();
  if (search) requireAuthenticated(exchange);
  else requireSystem(exchange, 'user', 'list');
  // The search knows neither `q` nor `sort`.
  const listing = readListing(search ? 'page' : 'all');
  if (username !== '') listing.keywords.set('username', { kind: 'fuzzy', text: username });
  if (email !== '') listing.keywords.set('email', { kind: 'fuzzy', text: email });
  const source = {
    rows: [...world.state.users.values()].filter(({ id }) => id !== 1),
  };
  const { total, rows } = selectPage(TABLE, source, listing, world.profile);
  const link = linkHeader(call.escapedPath, call.query, total, listing.page, listing.pageSize);
  return {
    status: 200,
    headers: { 'x-total-count': String(total), ...(link === undefined ? {} : { link }) },
    json: rows.map(show),
  };
}

/** GET /users: everybody but the first administrator. */
export function listUsers(exchange: Exchange): Reply {
  return userPage(exchange, (user) => showUser(user), false);
}

/** GET /users/search?username=: the first administrator is left out here as well. */
export function searchUsers(exchange: Exchange): Reply {
  return userPage(exchange, (user) => ({ user_id: user.id, username: user.username }), true);
}
