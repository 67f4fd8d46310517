import { recordAudit } from './audit-trail.ts';
import { Binder } from './binding.ts';
import { PASSWORD_CHANGE, SYSADMIN_FLAG, USER_CREATION } from './bodies.ts';
import { badRequest, conflict, forbidden, internal, notFound, precondition } from './errors.ts';
import { empty, ok } from './exchange.ts';
import type { Exchange, Reply } from './exchange.ts';
import { formatTime } from './go-encode.ts';
import { linkHeader } from './link.ts';
import { selectPage } from './listing.ts';
import { requireAuthenticated, requireSystem } from './require-access.ts';
import { SYSTEM_POLICIES } from './role-policies.ts';
import type { UserRow } from './state.ts';
import type { Table } from './table.ts';

const EMAIL =
  /^(([^<>()[\]\\.,;:\s@"]+(\.[^<>()[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
const ILLEGAL = /[,~#$%]/;

function showUser(user: UserRow): Record<string, unknown> {
  return {
    admin_role_in_auth: false,
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
  return ok(showUser(user));
}

/** GET /users/current/permissions: what the caller really has in `scope`. */
export function currentPermissions(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  const binder = new Binder(exchange);
  const scope = binder.text('scope') ?? '';
  const relative = binder.flag('relative') ?? false;
  binder.done();
  requireAuthenticated(exchange);
  const project = /^\/project\/([^/]*)\/?$/.exec(scope);
  if (project && /^\d+$/.test(project[1] ?? '')) {
    const base = `/project/${project[1]}`;
    const id = Number(project[1]);
    return ok(
      world.roles.everything
        .filter(({ resource, action }) =>
          world.access.onProject(world.state, identity, id, resource, action),
        )
        .map(({ resource, action }) => ({
          action,
          resource: relative ? resource || '.' : resource === '' ? base : `${base}/${resource}`,
        })),
    );
  }
  if (scope === '/system' || scope === '/system/')
    return ok(
      SYSTEM_POLICIES.filter(() => identity.kind === 'user' && identity.sysadmin).map(
        ({ resource, action }) => ({
          action,
          resource: relative ? resource : `/system/${resource}`,
        }),
      ),
    );
  return ok([]);
}

/** GET /users/{user_id}: the system administrator, and everybody for themselves. */
export function getUser(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  const id = boundId(exchange);
  requireAuthenticated(exchange);
  const own = identity.kind === 'user' && identity.id === id;
  if (!own && !world.access.onSystem(identity, 'user', 'read'))
    throw forbidden(`Not authorized to read user: ${id}`);
  return ok(showUser(userById(exchange, id)));
}

function boundId(exchange: Exchange, binder = new Binder(exchange)): number {
  const id = Number(binder.id(exchange, 'user_id'));
  binder.done();
  return id;
}

function userById({ world }: Exchange, id: number): UserRow {
  const user = world.state.users.get(id);
  if (!user) throw notFound(`user ${id} not found`);
  return user;
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
  const listing = readListing();
  if (username !== '') listing.keywords.set('username', { kind: 'fuzzy', text: username });
  if (email !== '') listing.keywords.set('email', { kind: 'fuzzy', text: email });
  const source = {
    rows: [...world.state.users.values()].filter((user) => search || user.id !== 1),
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
  return userPage(exchange, showUser, false);
}

/** GET /users/search?username=. */
export function searchUsers(exchange: Exchange): Reply {
  return userPage(exchange, (user) => ({ user_id: user.id, username: user.username }), true);
}

function checkPassword(password: string): void {
  const strong = /[a-z]/.test(password) && /[A-Z]/.test(password) && /[0-9]/.test(password);
  if (Buffer.byteLength(password) < 8 || !strong)
    throw badRequest(
      'the password or secret must be longer than 8 chars with at least 1 uppercase letter, 1 lowercase letter and 1 number',
    );
}

const badLength = (text: string, min: number, max: number): boolean =>
  Buffer.byteLength(text) < min || Buffer.byteLength(text) > max;

interface UserBody {
  readonly username?: string;
  readonly email?: string;
  readonly realname?: string;
  readonly comment?: string;
  readonly password?: string;
}

function checkProfile(user: UserBody, checkedNames: boolean): void {
  const { email = '', realname = '', comment = '', username = '' } = user;
  if (email === '') throw badRequest("email can't be empty");
  if (!EMAIL.test(email)) throw badRequest('email with illegal format');
  if (badLength(realname, 1, 255)) throw badRequest('realname with illegal length');
  if (ILLEGAL.test(realname)) throw badRequest('realname contains illegal characters');
  if (badLength(comment, 0, 30)) throw badRequest('comment with illegal length');
  if (!checkedNames) return;
  if (badLength(username, 1, 255)) throw badRequest('username with illegal length');
  if (ILLEGAL.test(username)) throw badRequest('username contains illegal characters');
}

/** POST /users. */
export function createUser(exchange: Exchange): Reply {
  const { world, identity, call } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(USER_CREATION) as UserBody;
  binder.done();
  const mode = world.state.text('auth_mode');
  if (mode !== 'db_auth')
    throw forbidden(`creating local user is not allowed under auth mode: ${mode}`);
  requireSystem(exchange, 'user', 'create');
  checkPassword(body.password ?? '');
  checkProfile(body, world.profile.checkedUserNames);
  const { username = '', email = '' } = body;
  for (const user of world.state.users.values())
    if (user.username === username || user.email === email)
      throw conflict(`user ${username} or email ${email} already exists`);
  const now = world.stamp();
  const user = world.state.addUser({
    username,
    email,
    realname: body.realname ?? '',
    comment: body.comment ?? '',
    password: body.password ?? '',
    sysadmin: false,
    creationTime: now,
    updateTime: now,
  });
  if (world.profile.extendedAudit)
    recordAudit(world, identity, { operation: 'create', type: 'user', resource: username });
  return {
    status: 201,
    headers: { location: `${call.escapedPath.replace(/\/$/, '')}/${user.id}` },
  };
}

/** DELETE /users/{user_id}. */
export function deleteUser(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  const id = boundId(exchange);
  requireAuthenticated(exchange);
  if (!world.access.onSystem(identity, 'user', 'delete'))
    throw forbidden('Not authorized to delete users');
  if (id === 1 || (identity.kind === 'user' && identity.id === id))
    throw forbidden(`User with ID ${id} cannot be deleted`);
  const user = userById(exchange, id);
  world.state.users.delete(id);
  if (world.profile.extendedAudit)
    recordAudit(world, identity, { operation: 'delete', type: 'user', resource: user.username });
  return empty();
}

/** PUT /users/{user_id}/sysadmin. */
export function setSysadmin(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const body = binder.body(SYSADMIN_FLAG);
  const id = boundId(exchange, binder);
  requireSystem(exchange, 'user', 'update');
  const user = userById(exchange, id);
  user.sysadmin = body['sysadmin_flag'] === true;
  user.updateTime = exchange.world.stamp();
  return empty();
}

/** PUT /users/{user_id}/password. */
export function changePassword(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(PASSWORD_CHANGE) as { old_password?: string; new_password?: string };
  const id = boundId(exchange, binder);
  requireAuthenticated(exchange);
  const own = identity.kind === 'user' && identity.id === id;
  if (!own && !world.access.onSystem(identity, 'user', 'update'))
    throw forbidden(`User with ID ${id} can't be updated`);
  const user = userById(exchange, id);
  if (own && user.password !== (body.old_password ?? ''))
    throw forbidden('Current password is incorrect');
  checkPassword(body.new_password ?? '');
  if (own && user.password === body.new_password)
    throw badRequest('New password is identical to old password');
  user.password = body.new_password ?? '';
  user.updateTime = world.stamp();
  return empty();
}
