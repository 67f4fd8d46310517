import { hostOf } from '../instances/instances-at.ts';
import type { FoundCredential } from './found-credential.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (fields: Fields, names: readonly string[]): string => {
  for (const [key, value] of Object.entries(fields)) {
    const isNamed = names.includes(key.toLowerCase());
    if (isNamed && typeof value === 'string' && value !== '') return value;
  }
  return '';
};

const NAMES = ['username', 'user', 'login', 'robot', 'name', 'principal'];
const SECRETS = ['password', 'secret', 'token', 'identitytoken'];
const HOSTS = [
  'url',
  'registry',
  'host',
  'server',
  'serveraddress',
  'serverurl',
  'machine',
  'instance_url',
];

const decoded = (base64: unknown): string =>
  typeof base64 === 'string' ? Buffer.from(base64, 'base64').toString('utf8') : '';

/** "name:secret"; a secret may hold further colons. */
function split(pair: string): { username: string; secret: string } | null {
  const colon = pair.indexOf(':');
  // What older tools encode ends in a line feed that is no part of the secret.
  return colon < 1
    ? null
    : { username: pair.slice(0, colon), secret: pair.slice(colon + 1).replace(/\r?\n$/, '') };
}

/** One entry of `auths`: docker's `auth`, or name and password beside it. */
function inAuth(key: string, value: unknown, place: string): FoundCredential[] {
  if (!isFields(value)) return [];
  const pair = split(decoded(value['auth']));
  const username = pair?.username ?? textIn(value, NAMES);
  const secret = pair?.secret ?? textIn(value, SECRETS);
  return username === '' || secret === ''
    ? []
    : [{ host: hostOf(key), username, secret, place: `${place}${key}` }];
}

const nested = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

/** The values of a Kubernetes Secret in clear: `data` is base64, `stringData` is not. */
const secretData = (fields: Fields): Fields => ({
  ...Object.fromEntries(
    Object.entries(isFields(fields['data']) ? fields['data'] : {}).map(([key, value]) => [
      key,
      decoded(value),
    ]),
  ),
  ...(isFields(fields['stringData']) ? fields['stringData'] : {}),
});

/** Levels that are looked into; what people keep has fewer. */
const DEEPEST = 12;

/**
 * Credentials in what was read of JSON or YAML: docker's and containers' logins, Kubernetes Secrets
 * of both kinds, the credentials file of harborapi, Harbor's own, Purser's list, and anything else
 * that has a name beside a secret.
 */
export function inObjects(value: unknown, place = '', depth = 0): FoundCredential[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      inObjects(item, `${place}entry ${String(index + 1)} · `, depth + 1),
    );
  }
  if (!isFields(value)) return [];
  if (isFields(value['auths'])) {
    return Object.entries(value['auths']).flatMap(([key, auth]) => inAuth(key, auth, place));
  }
  if (value['kind'] === 'Secret') {
    const metadata = isFields(value['metadata']) ? value['metadata'] : {};
    const name = textIn(metadata, ['name']);
    return inObjects(secretData(value), `${place}${name === '' ? '' : `${name} · `}`, depth + 1);
  }
  const username = textIn(value, NAMES);
  const secret = textIn(value, SECRETS);
  if (username !== '' && secret !== '') {
    return [
      {
        host: hostOf(textIn(value, HOSTS)),
        username,
        secret,
        place: place.replace(/ · $/, '') || username,
      },
    ];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const isConfig = /dockerconfig|docker_auth_config|config\.json|auth\.json/i.test(key);
    const read = isConfig && typeof inner === 'string' ? nested(inner) : inner;
    return inObjects(read, `${place}${key} · `, depth + 1);
  });
}
