import { badRequest, conflict, forbidden, HarborError, internal } from '../errors.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { empty } from '../exchange.ts';
import { addOidcUser } from './oidc-account.ts';
import { onboardPage } from './oidc-pages.ts';
import { challengeOf, CLIENT_ID } from './oidc-provider.ts';
import type { Claims } from './oidc-users.ts';
import type { UserRow } from '../state.ts';
import type { OidcWorld, World } from '../world.ts';

const CALLBACK = '/c/oidc/callback';
const HTML = 'text/html; charset=utf-8';

const found = (location: string): Reply => ({ status: 302, headers: { location } });

/** The paths of Harbor's core for people who sign in through a provider; undefined for any other. */
export function oidcReply(exchange: Exchange): Reply | undefined {
  const { oidc } = exchange.world;
  if (oidc === undefined) return undefined;
  switch (`${exchange.call.method} ${exchange.call.path}`) {
    case 'GET /c/oidc/login':
      return begin(exchange, oidc);
    case `GET ${CALLBACK}`:
      return callback(exchange, oidc);
    case 'GET /oidc-onboard':
      return { status: 200, contentType: HTML, text: onboardPage(queried(exchange, 'username')) };
    case 'POST /c/oidc/onboard':
      return onboard(exchange, oidc);
    case 'GET /c/oidc/logout':
      exchange.session.signOut();
      return found('/account/sign-in');
    default:
      return undefined;
  }
}

/** Where the browser is to go for signing in, and for signing out, with `external_url`. */
export const redirectLocation = ({ world, call }: Exchange, to: 'login' | 'logout'): Reply => ({
  status: 403,
  contentType: 'application/json; charset=utf-8',
  json: { redirect_location: `${world.addressFor(call)}/c/oidc/${to}` },
});

const queried = ({ call }: Exchange, name: string): string => call.query.get(name)?.[0] ?? '';

function begin({ world, call, session }: Exchange, { provider }: OidcWorld): Reply {
  const state = world.chance.ids.hex(32);
  const verifier = world.chance.ids.bytes(32).toString('base64url');
  session.kept.oidc = { state, verifier, claims: undefined };
  const url = new URL(`${provider().url}/authorize`);
  const asked = {
    client_id: CLIENT_ID,
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
    redirect_uri: `${world.addressFor(call)}${CALLBACK}`,
    response_type: 'code',
    scope: 'openid profile email groups',
    state,
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return found(url.href);
}

function callback(exchange: Exchange, oidc: OidcWorld): Reply {
  const { world, call, session } = exchange;
  const begun = session.kept.oidc;
  if (!begun || begun.state === '' || queried(exchange, 'state') !== begun.state)
    throw badRequest('State mismatch');
  const error = queried(exchange, 'error');
  if (error !== '') {
    const description = queried(exchange, 'error_description');
    throw badRequest(`OIDC callback returned error: ${error} - ${description}`);
  }
  const redirectUri = `${world.addressFor(call)}${CALLBACK}`;
  const claims = oidc.provider().redeem(queried(exchange, 'code'), begun.verifier, redirectUri);
  if (!claims) throw internal();
  session.kept.oidc = { ...begun, state: '', claims };
  const known = userOf(world, claims);
  if (!known && !oidc.autoOnboard)
    return found(`/oidc-onboard?username=${encodeURIComponent(claims.username)}&redirect_url=`);
  session.signIn(known ?? addOidcUser(world, claims), claims.groups.includes(oidc.adminGroup));
  return found('/');
}

function onboard({ world, call, session }: Exchange, { adminGroup }: OidcWorld): Reply {
  const claims = session.kept.oidc?.claims;
  if (!claims) throw forbidden('Failed to get OIDC user info from session');
  const body = readJson(call.body);
  const username = typeof body?.username === 'string' ? body.username.trim() : '';
  if (username === '' || /[,"~#%$]/.test(username) || username.length > 255)
    throw badRequest('username with illegal length or character');
  if (world.state.userByName(username)) throw conflict(`The username ${username} already exists`);
  const user = addOidcUser(world, { ...claims, username });
  session.signIn(user, claims.groups.includes(adminGroup));
  return empty();
}

function readJson(body: Buffer): { username?: unknown } | undefined {
  try {
    return JSON.parse(body.toString('utf8')) as { username?: unknown };
  } catch {
    throw new HarborError('BAD_REQUEST', 'Failed to decode JSON');
  }
}

const subjectOf = ({ subject, issuer }: Claims): string => `${subject}${issuer}`;

const userOf = (world: World, claims: Claims): UserRow | undefined =>
  [...world.state.users.values()].find(({ oidc }) => oidc?.subject === subjectOf(claims)) ??
  adopt(world, claims);

/** Users planted before the provider had an address are found by name, once. */
function adopt(world: World, claims: Claims): UserRow | undefined {
  const user = world.state.userByName(claims.username);
  if (user?.oidc?.subject !== '') return undefined;
  user.oidc = { ...user.oidc, subject: subjectOf(claims) };
  return user;
}
