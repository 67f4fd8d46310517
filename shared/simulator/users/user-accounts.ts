import { Binder } from '../binding.ts';
import { PASSWORD_CHANGE, SYSADMIN_FLAG, USER_CREATION, USER_PROFILE } from '../bodies.ts';
import { badRequest, conflict, forbidden, internal } from '../errors.ts';
import { empty } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import type { Profile } from '../profile.ts';
import { requireAuthenticated, requireSystem } from '../access/require-access.ts';
import { isSecretValid } from '../robots/robot-rules.ts';
import { parseCookies } from '../http/cookies.ts';
import type { UserRow } from '../state.ts';
import type { World } from '../world.ts';
import { boundId, isOneself, requireUsers, userById } from './users.ts';

const EMAIL =
  /^(([^<>()[\]\\.,;:\s@"]+(\.[^<>()[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
const ILLEGAL = /[,~#$%]/;

/** Passwords follow the rule of robot secrets, with a text of their own. */
export function checkPassword(password: string, profile: Profile): void {
  if (isSecretValid(password, profile)) return;
  const length = profile.secretUpperBound
    ? '8-128, inclusively, characters long'
    : 'longer than 8 chars';
  throw badRequest(
    `the password or secret must be ${length} with at least 1 uppercase letter, 1 lowercase letter and 1 number`,
  );
}

const badLength = (text: string, min: number, max: number): boolean =>
  Buffer.byteLength(text) < min || Buffer.byteLength(text) > max;

export interface UserBody {
  readonly username?: string;
  readonly email?: string;
  readonly realname?: string;
  readonly comment?: string;
  readonly password?: string;
}

/** 400 for what stands in a user's profile; `checkedNames`: for the name as well. */
export function checkProfile(user: UserBody, checkedNames: boolean): void {
  const { email = '', realname = '', comment = '' } = user;
  if (email === '') throw badRequest("email can't be empty");
  if (!EMAIL.test(email)) throw badRequest('email with illegal format');
  if (badLength(realname, 1, 255)) throw badRequest('realname with illegal length');
  if (ILLEGAL.test(realname)) throw badRequest('realname contains illegal characters');
  if (badLength(comment, 0, 30)) throw badRequest('comment with illegal length');
  if (checkedNames) checkNames(user);
}

/** 400 for a user name that is none. */
export function checkNames({ username = '' }: UserBody): void {
  if (badLength(username, 1, 255)) throw badRequest('username with illegal length');
  if (ILLEGAL.test(username)) throw badRequest('username contains illegal characters');
}

/** With self-registration the sign-up page may create users, which comes with a session; the API may not. */
function requireCreatable(exchange: Exchange): void {
  const { world, identity } = exchange;
  if (!world.state.flag('self_registration') || world.access.onSystem(identity, 'user', 'create'))
    return requireSystem(exchange, 'user', 'create');
  requireSession(exchange);
}

/** 403 unless the request comes with a session. */
export function requireSession({ call }: Exchange): void {
  if (!parseCookies(call.headers['cookie']).has('sid'))
    throw forbidden('self-registration cannot be triggered via API');
}

/** Writes the row of a new user, which was checked before. */
export function insertUser(world: World, body: UserBody): UserRow {
  const now = world.stamp();
  return world.state.addUser({
    username: body.username ?? '',
    email: body.email ?? '',
    realname: body.realname ?? '',
    comment: body.comment ?? '',
    password: body.password ?? '',
    sysadmin: false,
    creationTime: now,
    updateTime: now,
  });
}

/** POST /users. */
export function createUser(exchange: Exchange): Reply {
  const { world, call } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(USER_CREATION) as UserBody;
  binder.done();
  const mode = world.state.text('auth_mode');
  if (mode !== 'db_auth')
    throw forbidden(`creating local user is not allowed under auth mode: ${mode}`);
  requireCreatable(exchange);
  checkPassword(body.password ?? '', world.profile);
  checkProfile(body, world.profile.checkedUserNames);
  const { username = '', email = '' } = body;
  for (const user of world.state.users.values())
    if (user.username === username || user.email === email)
      throw conflict(`user ${username} or email ${email} already exists`);
  const user = insertUser(world, body);
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
  requireUsers(exchange, 'delete', 'Not authorized to delete users');
  if (id === 1 || isOneself(identity, id)) throw forbidden(`User with ID ${id} cannot be deleted`);
  userById(exchange, id);
  world.state.users.delete(id);
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

/** Whether the caller may change that user: oneself, or as administrator; elsewhere only the first one. */
function requireModifiable(exchange: Exchange, id: number): void {
  const { world, identity } = exchange;
  requireAuthenticated(exchange);
  const refusal = `User with ID ${id} can't be updated`;
  const isLocal = world.state.text('auth_mode') === 'db_auth';
  if (!isLocal && id !== 1) throw forbidden(refusal);
  if (!isOneself(identity, id)) requireUsers(exchange, 'update', refusal);
}

/** PUT /users/{user_id}: the profile. */
export function updateProfile(exchange: Exchange): Reply {
  const { world } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(USER_PROFILE) as UserBody;
  const id = boundId(exchange, binder);
  requireModifiable(exchange, id);
  checkProfile(body, false);
  const user = userById(exchange, id);
  for (const other of world.state.users.values())
    if (other !== user && other.email === body.email) throw internal();
  user.email = body.email ?? '';
  user.realname = body.realname ?? '';
  user.comment = body.comment ?? '';
  user.updateTime = world.stamp();
  return empty();
}

/** PUT /users/{user_id}/password. */
export function changePassword(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(PASSWORD_CHANGE) as { old_password?: string; new_password?: string };
  const id = boundId(exchange, binder);
  requireModifiable(exchange, id);
  const own = isOneself(identity, id);
  const user = userById(exchange, id);
  if (own && user.password !== (body.old_password ?? ''))
    throw forbidden('Current password is incorrect');
  checkPassword(body.new_password ?? '', world.profile);
  if (user.password === body.new_password)
    throw badRequest('New password is identical to old password');
  user.password = body.new_password ?? '';
  user.updateTime = world.stamp();
  return empty();
}
