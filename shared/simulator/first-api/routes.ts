import type { Handler } from '../exchange.ts';
import type { IncomingCall } from '../http/incoming-call.ts';
import { health } from '../general.ts';
import { goUnescape } from '../go/go-url.ts';
import { search } from '../search.ts';
import { asServed } from './controller.ts';
import { addMember, deleteMember, getMembers, updateMember } from './members.ts';
import { getSettings, getStatistics, updateSettings } from './system.ts';
import {
  changePassword,
  createUser,
  deleteUser,
  getUser,
  listPermissions,
  listUsers,
  searchUsers,
  setSysadmin,
} from './users.ts';

const MEMBERS = '/projects/(?<project>[0-9]+)/members';

/**
 * Calls that Harbor 2.2 still answers with the controllers of its first API
 * (src/core/api): other texts, no negotiation of types, and projects by number alone.
 */
const ROUTES: readonly (readonly [string, RegExp, Handler])[] = (
  [
    ['GET', '/users', listUsers],
    ['POST', '/users', createUser],
    ['GET', '/users/search', searchUsers],
    ['GET', '/users/(?<id>[^/]+)', getUser],
    ['DELETE', '/users/(?<id>[^/]+)', deleteUser],
    ['PUT', '/users/(?<id>[0-9]+)/password', changePassword],
    ['PUT', '/users/(?<id>[^/]+)/sysadmin', setSysadmin],
    ['GET', '/users/(?<id>[^/]+)/permissions', listPermissions],
    ['GET', `${MEMBERS}(?:/(?<member>[0-9]+))?`, getMembers],
    ['POST', MEMBERS, addMember],
    ['PUT', `${MEMBERS}/(?<member>[0-9]+)`, updateMember],
    ['DELETE', `${MEMBERS}/(?<member>[0-9]+)`, deleteMember],
    ['GET', '/configurations', getSettings],
    ['PUT', '/configurations', updateSettings],
    ['GET', '/statistics', getStatistics],
    ['GET', '/health', asServed(health)],
    ['GET', '/search', asServed(search)],
  ] as const
).map(([method, path, handler]) => [method, new RegExp(`^${path}/?$`), handler] as const);

/** The paths below /api/v2.0 that today's router does not know in such a release. */
export const FIRST_API_PATHS =
  /^\/(?:users|configurations|statistics|health|search)(?:\/|$)|\/members(?:\/|$)/;

/** The handler of a call to the first API, and what its path names; undefined where it is none. */
export function findFirstApi(
  { method }: Pick<IncomingCall, 'method'>,
  below: string,
): { handler: Handler; parameters: Record<string, string> } | undefined {
  for (const [wanted, path, handler] of ROUTES) {
    const match = wanted === method ? path.exec(below) : null;
    if (!match) continue;
    const named = Object.entries(match.groups ?? {}).filter(([, text]) => text !== undefined);
    const parameters = named.map(([name, text]) => [name, goUnescape(text, false) ?? text]);
    return { handler, parameters: Object.fromEntries(parameters) as Record<string, string> };
  }
  return undefined;
}
