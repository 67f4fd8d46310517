import { PASSWORD_CHANGE, SYSADMIN_FLAG, USER_CREATION } from '../bodies.ts';
import { badRequest, conflict, forbidden, internal, notFound, unauthorized } from '../errors.ts';
import { empty } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { formatTime } from '../go/go-encode.ts';
import type { Profile } from '../profile.ts';
import { compareText } from '../listing/sql-values.ts';
import type { UserRow } from '../state.ts';
import {
  checkNames,
  checkPassword,
  checkProfile,
  insertUser,
  requireSession,
} from '../users/user-accounts.ts';
import type { UserBody } from '../users/user-accounts.ts';
import { currentPermissions } from '../users/users.ts';
import { made, pageHeaders, pageOf, sent, served } from './controller.ts';

/** All columns of the row, and some that were only ever filled elsewhere. */
const show = (user: UserRow): Record<string, unknown> => ({
  user_id: user.id,
  username: user.username,
  email: user.email,
  password: '',
  password_version: 'sha256',
  realname: user.realname,
  comment: user.comment,
  deleted: false,
  role_name: '',
  role_id: 0,
  sysadmin_flag: user.sysadmin,
  admin_role_in_auth: false,
  reset_uuid: '',
  creation_time: formatTime(user.creationTime),
  update_time: formatTime(user.updateTime),
});

/** The user who asks: a robot is looked for among the users, in vain. */
function caller({ world, identity }: Exchange): UserRow {
  if (identity.kind === 'anonymous') throw unauthorized('UnAuthorize');
  const user = identity.kind === 'user' ? world.state.users.get(identity.id) : undefined;
  if (!user) throw internal();
  return user;
}

/** Who asks, and the user of the path; `current` is oneself. */
function both(exchange: Exchange): { own: UserRow; user: UserRow } {
  const own = caller(exchange);
  const id = exchange.path['id'] ?? '';
  if (id === 'current') return { own, user: own };
  if (!/^[+-]?\d+$/.test(id)) throw badRequest('invalid user Id');
  const user = exchange.world.state.users.get(Number(id));
  if (!user) throw notFound('');
  return { own, user };
}

const may = ({ world, identity }: Exchange, action: string): boolean =>
  world.access.onSystem(identity, 'user', action);

/** GET /users/{id}. */
export function getUser(exchange: Exchange): Reply {
  const { own, user } = both(exchange);
  if (own !== user && !may(exchange, 'read')) throw forbidden('user does not have admin role');
  return served(show(user));
}

function found(
  exchange: Exchange,
  show: (user: UserRow) => unknown,
  { username, email }: { username: string; email: string },
): Reply {
  const at = pageOf(exchange);
  const has = (text: string, part: string): boolean =>
    text.toLowerCase().includes(part.toLowerCase());
  const users = [...exchange.world.state.users.values()]
    .filter((user) => user.id !== 1 && has(user.username, username) && has(user.email, email))
    .sort((a, b) => compareText(a.username, b.username));
  const rows = users.slice((at.page - 1) * at.size, at.page * at.size).map(show);
  return served(rows, pageHeaders(exchange, users.length, at));
}

const asked = ({ call }: Exchange, name: string): string => call.query.get(name)?.[0] ?? '';

/** GET /users. */
export function listUsers(exchange: Exchange): Reply {
  caller(exchange);
  if (!may(exchange, 'list')) throw forbidden('user does not have admin role');
  const wanted = { username: asked(exchange, 'username'), email: asked(exchange, 'email') };
  return found(exchange, show, wanted);
}

/** GET /users/search. */
export function searchUsers(exchange: Exchange): Reply {
  caller(exchange);
  pageOf(exchange);
  const username = asked(exchange, 'username');
  if (username === '') throw badRequest('username is required');
  const short = (user: UserRow): unknown => ({ user_id: user.id, username: user.username });
  const reply = found(exchange, short, { username, email: '' });
  // A list of Go that nothing was ever added to is null.
  return served(
    Array.isArray(reply.json) && reply.json.length > 0 ? reply.json : null,
    reply.headers,
  );
}

/** The same texts, as they were worded then. */
const asThen = (text: string): string =>
  text.replace(/^email can't/, "Email can't").replace('must be longer', 'must longer');

/** POST /users: names are checked here, as from 2.10 on. */
export function createUser(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  const registers = world.state.flag('self_registration');
  if (!(registers && identity.kind === 'anonymous')) caller(exchange);
  if (world.state.text('auth_mode') !== 'db_auth') throw forbidden('');
  if (!may(exchange, 'create')) {
    if (!registers) throw forbidden('');
    requireSession(exchange);
  }
  const body = sent(exchange, USER_CREATION.type) as UserBody;
  try {
    checkNames(body);
    checkPassword(body.password ?? '', world.profile);
    checkProfile(body, false);
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    throw badRequest(`register error:${asThen(text)}`);
  }
  const { username = '', email = '' } = body;
  for (const user of world.state.users.values())
    if (user.username === username) throw conflict('username has already been used');
  for (const user of world.state.users.values())
    if (user.email === email) throw conflict('email has already been used');
  return made(exchange, insertUser(world, body).id);
}

/** DELETE /users/{id}. */
export function deleteUser(exchange: Exchange): Reply {
  const { own, user } = both(exchange);
  const mode = exchange.world.state.text('auth_mode');
  if (!may(exchange, 'delete') || mode !== 'db_auth' || user.id === 1 || user === own)
    throw forbidden(
      `User with ID: ${user.id} cannot be removed, auth mode: ${mode}, current user ID: ${own.id}`,
    );
  exchange.world.state.users.delete(user.id);
  return empty();
}

/** PUT /users/{id}/sysadmin. */
export function setSysadmin(exchange: Exchange): Reply {
  const { user } = both(exchange);
  if (!may(exchange, 'update')) throw forbidden('User does not have admin role');
  user.sysadmin = sent(exchange, SYSADMIN_FLAG.type)['sysadmin_flag'] === true;
  user.updateTime = exchange.world.stamp();
  return empty();
}

function checkNew(password: string, profile: Profile): void {
  try {
    checkPassword(password, profile);
  } catch (error) {
    throw badRequest(asThen(error instanceof Error ? error.message : ''));
  }
}

/** PUT /users/{id}/password. */
export function changePassword(exchange: Exchange): Reply {
  const { world } = exchange;
  const { own, user } = both(exchange);
  const mayChange =
    world.state.text('auth_mode') === 'db_auth'
      ? may(exchange, 'update') || own === user
      : user.id === 1 && own === user;
  if (!mayChange) throw forbidden(`User with ID: ${user.id} is not modifiable`);
  const body = sent(exchange, PASSWORD_CHANGE.type) as Record<string, string | undefined>;
  const { old_password: old = '', new_password: wanted = '' } = body;
  if (own === user && old === '') throw badRequest('empty old_password');
  checkNew(wanted, world.profile);
  if (own === user && user.password !== old) throw forbidden('incorrect old_password');
  if (user.password === wanted)
    throw badRequest('the new password can not be same with the old one');
  user.password = wanted;
  user.updateTime = world.stamp();
  return empty();
}

/** GET /users/{id}/permissions: one's own alone, and a robot has none. */
export function listPermissions(exchange: Exchange): Reply {
  const { own, user } = both(exchange);
  if (own !== user) throw forbidden('User does not have permission');
  const { json } = currentPermissions(exchange);
  return served(json);
}
