import { watchMembers } from './audit-members.ts';
import { madeId, operationOf, recordAudit } from './audit-trail.ts';
import type { CallEvent, CallWatch } from './audit-trail.ts';
import type { Exchange } from '../exchange.ts';
import type { Answer } from '../respond.ts';
import { callerName } from '../users/identity.ts';

const USERS = /^\/api\/v2\.0\/users(?:\/(\d+)(\/password|\/sysadmin)?)?$/;
const SETTINGS = '/api/v2.0/configurations';
const WHAT_CHANGED: Readonly<Record<string, string>> = {
  '/sysadmin': ', add/remove user as system administrator',
  '/password': ', change user password',
};
/** Bytes of the settings' body that are kept. */
const KEPT_BODY = 950;
/** Whoever is not signed in. */
const UNKNOWN = 'unknown';

/** src/pkg/auditext/event/user/user.go: names are looked up before a removal, and after anything else. */
function watchUsers({ world, call }: Exchange): CallWatch | undefined {
  const match = USERS.exec(call.escapedPath);
  const operation = operationOf(call.method);
  if (!match || operation === undefined) return undefined;
  const [, id, part] = match;
  if ((operation === 'create') === (id !== undefined)) return undefined;
  const nameOf = (wanted: string): string =>
    world.state.users.get(Number(wanted))?.username ?? wanted;
  const before = nameOf(id ?? '');
  return (answer) => {
    const made = madeId(answer);
    const resource =
      operation === 'create'
        ? made === undefined
          ? ''
          : nameOf(made)
        : operation === 'delete'
          ? before
          : nameOf(id ?? '');
    return {
      operation,
      type: 'user',
      resource,
      successful: answer.status === 200 || answer.status === 201,
      description: `${operation} user with name: ${resource}${WHAT_CHANGED[part ?? ''] ?? ''}`,
    };
  };
}

/** src/pkg/auditext/event/config/config.go: with the body as it was sent. */
function watchSettings({ call }: Exchange): CallWatch | undefined {
  if (!call.escapedPath.includes(SETTINGS) || call.method !== 'PUT') return undefined;
  const body = call.body.subarray(0, KEPT_BODY).toString('utf8');
  const cut = call.body.length > KEPT_BODY ? '...' : '';
  return ({ status }) => ({
    operation: 'update',
    type: 'configuration',
    resource: 'configuration',
    successful: status === 200,
    description: `update configuration: ${body}${cut}`,
  });
}

/** src/pkg/auditext/event/login: the name stands as the form encoded it. */
function watchSession({ call, identity, world }: Exchange): CallWatch | undefined {
  const entry = (operation: string, name: string, successful: boolean): CallEvent => ({
    operation,
    type: 'user',
    resource: name,
    by: name,
    successful,
    description: operation,
  });
  if (call.escapedPath === '/c/login' && call.method === 'POST') {
    const name = /principal=(.*?)&password/s.exec(call.body.toString('utf8'))?.[1];
    return ({ status }) => entry('login', name ?? (callerName(identity) || UNKNOWN), status <= 307);
  }
  if (call.escapedPath !== '/c/log_out' || call.method !== 'GET') return undefined;
  if (identity.kind === 'anonymous') return undefined;
  if (identity.kind === 'user' && world.state.users.get(identity.id)?.oidc) return undefined;
  return ({ status }) => entry('logout', callerName(identity), status === 200);
}

/**
 * Entries of 2.13 and later that stand for a call as such, refused ones included
 * (src/server/middleware/log). Looks before the call is carried out; what it returns, after.
 */
export function watchCall(exchange: Exchange): (answer: Answer) => void {
  const { world, call, identity } = exchange;
  if (!world.profile.extendedAudit || call.query.size > 0) return () => undefined;
  const watch =
    watchUsers(exchange) ??
    watchSettings(exchange) ??
    watchSession(exchange) ??
    (world.profile.memberAudit ? watchMembers(exchange) : undefined);
  return (answer) => {
    const event = watch?.(answer);
    if (event) recordAudit(world, event.by ?? (callerName(identity) || UNKNOWN), event);
  };
}
