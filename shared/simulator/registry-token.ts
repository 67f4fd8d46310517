import { goMapOrder } from './chance.ts';
import type { Exchange, Reply } from './exchange.ts';
import { callerName } from './users/identity.ts';

/** What a token lets its bearer do with one resource. */
interface ResourceActions {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

/** Actions of a repository that a registry's token can carry (src/core/service/token/creator.go). */
const ACTIONS = ['pull', 'push', 'delete', 'scanner-pull'];
const WHOLE = ['pull', 'push', 'delete'];

/** A scope that Harbor cannot read: a bare 500. */
class UnreadableScope extends Error {}

/** `repository:library/app:pull,push` in its parts; what is missing is empty. */
function parseScope(scope: string): ResourceActions {
  const items = scope.split(':');
  const [type = '', name = ''] = items;
  if (items.length < 3) return { type, name, actions: [] };
  const last = items.at(-1) ?? '';
  return {
    type,
    name: items.slice(1, -1).join(':'),
    actions: last === '' ? [] : last.split(','),
  };
}

/** What the caller may do in the project of a repository, whatever was asked for. */
function repositoryActions({ world, identity, call }: Exchange, name: string, notary: boolean) {
  const [first = '', ...rest] = name.split('/');
  if (notary && first !== (call.headers['host'] ?? '')) throw new UnreadableScope();
  const [project = '', ...repository] = notary ? rest : [first, ...rest];
  if (repository.length === 0) throw new UnreadableScope();
  const { state, access, chance } = world;
  const id = state.projectsByName.get(project)?.id;
  if (id === undefined) return [];
  const held = ACTIONS.filter((action) =>
    access.onProject(state, identity, id, 'repository', action),
  );
  const all = WHOLE.every((action) => held.includes(action)) ? [...held, '*'] : held;
  return goMapOrder(all, chance.order);
}

function granted(exchange: Exchange, asked: ResourceActions, notary: boolean): ResourceActions {
  const { type, name, actions } = asked;
  if (type === 'repository')
    return { type, name, actions: repositoryActions(exchange, name, notary) };
  if (type !== 'registry' || notary) return { type, name, actions: [] };
  if (name !== 'catalog') throw new UnreadableScope();
  const { identity } = exchange;
  const sysadmin = identity.kind === 'user' && identity.sysadmin;
  return { type, name, actions: sysadmin ? actions : [] };
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JSON web token as Harbor's, but for the signature, which nothing can check here. */
function tokenFor(
  { world, identity }: Exchange,
  service: string,
  access: readonly ResourceActions[],
  minutes: number,
): string {
  const { clock, chance } = world;
  const now = clock.seconds();
  const header = { typ: 'JWT', alg: 'RS256' };
  const claims = {
    iss: 'harbor-token-issuer',
    sub: callerName(identity),
    aud: service,
    exp: now + minutes * 60,
    nbf: now,
    iat: now,
    jti: chance.ids.text(16),
    access: access.length > 0 ? access : null,
  };
  return `${part(header)}.${part(claims)}.${chance.ids.bytes(256).toString('base64url')}`;
}

/**
 * GET /service/token: with a scope 200 even for wrong credentials, so it proves nothing about them;
 * without one (docker login) only for who is signed in.
 */
export function registryToken(exchange: Exchange): Reply {
  const { world, call, identity } = exchange;
  const service = call.query.get('service')?.[0] ?? '';
  const notary = world.profile.notary && service === 'harbor-notary';
  const plain = 'text/plain; charset=utf-8';
  if (service !== 'harbor-registry' && !notary)
    return { status: 400, text: `Unable to handle service: ${service}`, contentType: plain };
  const scopes = (call.query.get('scope') ?? []).flatMap((text) => text.split(' '));
  if (identity.kind === 'anonymous' && scopes.length === 0) return { status: 401 };
  const minutes = world.state.number('token_expiration');
  try {
    const asked = scopes.filter((scope) => scope !== '').map(parseScope);
    const access = asked.map((one) => granted(exchange, one, notary));
    return {
      status: 200,
      contentType: 'application/json; charset=utf-8',
      text: JSON.stringify({
        token: tokenFor(exchange, service, access, minutes),
        access_token: '',
        expires_in: minutes * 60,
        issued_at: new Date(world.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      }),
    };
  } catch (error) {
    if (error instanceof UnreadableScope) return { status: 500 };
    throw error;
  }
}
