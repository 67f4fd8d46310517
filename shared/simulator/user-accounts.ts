import { recordAudit } from './audit-trail.ts';
import { Binder } from './binding.ts';
import { PASSWORD_CHANGE, SYSADMIN_FLAG, USER_CREATION } from './bodies.ts';
import { badRequest, conflict, forbidden } from './errors.ts';
import { empty } from './exchange.ts';
import type { Exchange, Reply } from './exchange.ts';
import { requireAuthenticated, requireSystem } from './require-access.ts';
import { boundId, userById } from './users.ts';

const EMAIL =
  /^(([^<>()[\]\\.,;:\s@"]+(\.[^<>()[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
const ILLEGAL = /[,~#$%]/;

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
