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
