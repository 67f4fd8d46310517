import { parse as parseDotenv } from 'dotenv';
import { expand } from 'dotenv-expand';
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readCsv } from '../csv.ts';
import { readHclAttributes } from '../hcl.ts';
import {
  composeFile,
  composeYamlValues,
  dockerRunFile,
  makeFile,
  systemdFile,
} from './env-readers.ts';
import { netrcTokens } from './netrc-tokens.ts';

/** What a reader of a format gets out of it. */
export interface Login {
  readonly name: string;
  readonly secret: string;
}

/** Documents of YAML, read by both versions alike. */
export function yamlOf(text: string): unknown[] {
  const [older, newer] = (['1.1', '1.2'] as const).map((version) =>
    parseAllDocuments(text, { version, strict: true, uniqueKeys: true }).map((document) => {
      if (document.errors.length > 0) throw document.errors[0];
      return document.toJS() as unknown;
    }),
  );
  if (JSON.stringify(older) !== JSON.stringify(newer)) throw new Error('the versions disagree');
  return newer ?? [];
}

const STRICT_BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Base64 as Go's StdEncoding reads it. */
export function decoded(text: string): string {
  if (!STRICT_BASE64.test(text)) throw new Error('not Base64');
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    Buffer.from(text, 'base64'),
  );
}

const auths = z.strictObject({
  auths: z.record(
    z.string().regex(/^[^/]+(\/[^/]+)*$/),
    z.strictObject({
      username: z.string().optional(),
      password: z.string().optional(),
      auth: z.string(),
    }),
  ),
});

/** docker/cli cli/config/configfile: Base64, the name up to the first colon, NULs trimmed. */
export function authsOf(text: string): (Login & { key: string })[] {
  return Object.entries(auths.parse(JSON.parse(text)).auths).map(([key, entry]) => {
    const plain = decoded(entry.auth);
    const colon = plain.indexOf(':');
    const name = plain.slice(0, colon);
    const secret = plain.slice(colon + 1).replace(/^\0+|\0+$/g, '');
    if (entry.username !== undefined && (entry.username !== name || entry.password !== secret)) {
      throw new Error('auth and password disagree');
    }
    return { key, name, secret };
  });
}

const dns = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/)
  .max(253);
const metadata = z.strictObject({
  name: dns,
  namespace: dns.optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

/** The shape of a Secret that a cluster takes, with what each type must hold. */
const secretObject = z
  .strictObject({
    apiVersion: z.literal('v1'),
    kind: z.literal('Secret'),
    metadata,
    type: z.enum(['kubernetes.io/dockerconfigjson', 'kubernetes.io/basic-auth', 'Opaque']),
    data: z.record(z.string(), z.string()).optional(),
    stringData: z.record(z.string(), z.string()).optional(),
  })
  .transform(({ type, data = {}, stringData = {} }) => ({
    type,
    values: {
      ...Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decoded(value)])),
      ...stringData,
    } as Record<string, string>,
  }));

const plain = z.object({ username: z.string(), password: z.string() });

/** The logins in a Secret. */
export function secretLogins(object: unknown): Login[] {
  const { type, values } = secretObject.parse(object);
  if (type === 'kubernetes.io/dockerconfigjson') return authsOf(values['.dockerconfigjson'] ?? '');
  const { username, password } = plain.parse(values);
  return [{ name: username, secret: password }];
}

const firstSecret = (text: string): Login[] => secretLogins(yamlOf(text)[0]);

const envLogin = (values: Readonly<Record<string, string | undefined>>): Login[] => [
  { name: values['HARBOR_USERNAME'] ?? '', secret: values['HARBOR_PASSWORD'] ?? '' },
];

const login = z.object({ name: z.string(), secret: z.string() });
const jsonLogin = (text: string): Login[] => [login.parse(JSON.parse(text))];

const containerdAuth = z.object({
  plugins: z.record(
    z.string(),
    z.object({
      registry: z.object({ configs: z.record(z.string(), z.object({ auth: plain })) }),
    }),
  ),
});

const fromPlain = ({ username, password }: z.infer<typeof plain>): Login => ({
  name: username,
  secret: password,
});

/** For each format that holds a secret in a file: what its reader finds there. */
export const READERS: Readonly<Record<string, (text: string) => Login[]>> = {
  'docker-config': authsOf,
  'containers-auth': authsOf,
  'helm-config': authsOf,
  'cri-o': authsOf,
  'gitlab-docker-auth': (text) => {
    if (/\n./.test(text)) throw new Error('more than one line');
    return authsOf(text);
  },
  'kubernetes-secret': firstSecret,
  'sealed-secrets': firstSecret,
  jenkins: firstSecret,
  'argo-cd': firstSecret,
  flux: firstSecret,
  tekton: firstSecret,
  'helm-values': (text) => {
    const values = z.object({ imageCredentials: plain }).parse(yamlOf(text)[0]);
    return [fromPlain(values.imageCredentials)];
  },
  containerd: (text) => {
    const { plugins } = containerdAuth.parse(parseToml(text));
    return Object.values(plugins).flatMap(({ registry }) =>
      Object.values(registry.configs).map(({ auth }) => fromPlain(auth)),
    );
  },
  k3s: (text) => {
    const shape = z.object({ configs: z.record(z.string(), z.object({ auth: plain })) });
    return Object.values(shape.parse(yamlOf(text)[0]).configs).map(({ auth }) => fromPlain(auth));
  },
  'gitlab-variables': (text) => {
    const variables = z
      .array(z.object({ key: z.string(), value: z.string(), raw: z.literal(true) }))
      .parse(JSON.parse(text));
    return envLogin(Object.fromEntries(variables.map(({ key, value }) => [key, value])));
  },
  'azure-devops': (text) => {
    const shape = z.object({ authorization: z.object({ parameters: plain }) });
    return [fromPlain(shape.parse(JSON.parse(text)).authorization.parameters)];
  },
  renovate: (text) => {
    const rule = plain.extend({ hostType: z.literal('docker'), matchHost: z.string() }).strict();
    const shape = z.strictObject({ hostRules: z.array(rule) });
    return shape.parse(JSON.parse(text)).hostRules.map(fromPlain);
  },
  prometheus: (text) => {
    const values = z.strictObject({ basic_auth: plain.strict() }).parse(yamlOf(text)[0]);
    return [fromPlain(values.basic_auth)];
  },
  'env-compose': (text) => envLogin(composeFile(text)),
  'env-compose-yaml': (text) => {
    const service = z.strictObject({ environment: z.record(z.string(), z.string()) });
    const shape = z.strictObject({ services: z.strictObject({ app: service }) });
    return envLogin(composeYamlValues(shape.parse(yamlOf(text)[0]).services.app.environment));
  },
  'env-docker-run': (text) => envLogin(dockerRunFile(text)),
  'env-dotenv': (text) => envLogin(parseDotenv(text)),
  'env-dotenv-expand': (text) =>
    envLogin(expand({ parsed: parseDotenv(text), processEnv: {} }).parsed ?? {}),
  'env-make': (text) => envLogin(makeFile(text)),
  'env-systemd': (text) => envLogin(systemdFile(text)),
  'terraform-tfvars': (text) => {
    const values = z
      .object({ harbor_username: z.string(), harbor_password: z.string() })
      .parse(readHclAttributes(text));
    return [{ name: values.harbor_username, secret: values.harbor_password }];
  },
  ansible: (text) => {
    const values = z
      .object({ harbor_username: z.string(), harbor_password: z.string() })
      .parse(yamlOf(text)[0]);
    return [{ name: values.harbor_username, secret: values.harbor_password }];
  },
  'vault-json': (text) => [fromPlain(plain.parse(JSON.parse(text)))],
  harborapi: jsonLogin,
  'harbor-portal': jsonLogin,
  'list-csv': (text) => {
    const [head = [], ...rows] = readCsv(text);
    const at = (row: readonly string[], name: string): string => row[head.indexOf(name)] ?? '';
    return rows.map((row) => ({
      name: at(row, 'robot').replace(/^'/, ''),
      secret: at(row, 'secret'),
    }));
  },
  'list-json': (text) =>
    z
      .array(z.object({ robot: z.string(), secret: z.string() }))
      .parse(JSON.parse(text))
      .map(({ robot, secret }) => ({ name: robot, secret })),
  netrc: netrcTokens,
};
