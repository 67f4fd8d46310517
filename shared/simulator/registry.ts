import type { Exchange, Reply } from './exchange.ts';

/** GET /v2/: the `docker login` probe. */
export function registryBase({ identity, call, world }: Exchange): Reply {
  const headers = { 'docker-distribution-api-version': 'registry/2.0' };
  if (identity.kind !== 'anonymous') return { status: 200, headers, json: {} };
  // Who sent credentials is asked for better ones; anybody else is sent to the token service.
  const challenge = call.headers['authorization']
    ? 'Basic realm="harbor"'
    : `Bearer realm="${world.addressFor(call)}/service/token",service="harbor-registry"`;
  return {
    status: 401,
    headers: { ...headers, 'www-authenticate': challenge },
    contentType: 'application/json; charset=utf-8',
    text: '{"errors":[{"code":"UNAUTHORIZED","message":"unauthorized: unauthorized"}]}\n',
  };
}

/**
 * GET /service/token: with a scope 200 even for wrong credentials, so it proves nothing about them;
 * without one (docker login) only for who is signed in.
 */
export function registryToken({ world, call, identity }: Exchange): Reply {
  const service = call.query.get('service')?.[0] ?? '';
  const known =
    service === 'harbor-registry' || (world.profile.notary && service === 'harbor-notary');
  const plain = 'text/plain; charset=utf-8';
  if (!known)
    return { status: 400, text: `Unable to handle service: ${service}`, contentType: plain };
  if (identity.kind === 'anonymous' && !call.query.has('scope')) return { status: 401 };
  const token = world.chance.ids.text(64);
  return {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    text: JSON.stringify({
      token,
      access_token: '',
      expires_in: world.state.number('token_expiration') * 60,
      issued_at: new Date(world.clock.now()).toISOString(),
    }),
  };
}
