import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { expect, test } from 'vitest';
import { secretFormat, secretText } from '../../../../shared/exports/secrets/index.ts';
import { readHcl, type HclBlock } from '../hcl.ts';
import { aCredential, anyName, base64 } from './hostile.ts';
import { authsOf, yamlOf } from './readers.ts';

/** Formats without a secret: what they name is read back. */
const written = (
  id: string,
  part: Parameters<typeof aCredential>[0],
  options: Record<string, string> = {},
): string => {
  const format = secretFormat(id);
  if (format === null) throw new Error(`there is no ${id}`);
  return secretText(format, [aCredential(part)], options, base64);
};

test.each([
  ['harbor.example.com', 'https://harbor.example.com', 'https://harbor.example.com'],
  ['harbor.example.com:8443', 'https://elsewhere.example', 'https://harbor.example.com:8443'],
  ['[2001:db8::1]:5000', 'http://[2001:db8::1]', 'http://[2001:db8::1]:5000'],
])('hosts.toml says where %s is, and whom to trust there', (registry, url, server) => {
  const capabilities = ['pull', 'resolve'];
  expect(parseToml(written('containerd-hosts', { registry, url }))).toEqual({
    server,
    host: { [server]: { capabilities } },
  });
  for (const ca of ['/etc/ssl/ca.crt', `C:\\ca "1" '$x'.crt`, '/ü#']) {
    const text = written('containerd-hosts', { registry, url }, { caFile: ca });
    expect(parseToml(text)).toEqual({ server, host: { [server]: { capabilities, ca } } });
  }
});

test('Flux finds charts of a project, or one artifact, with the Secret beside them', () => {
  const source = (options: Record<string, string>): unknown => {
    const given = { name: 'pull', namespace: 'apps', ...options };
    const [secret, found] = yamlOf(written('flux', { registry: 'eu.example.com:8443' }, given));
    expect(secret).toMatchObject({ metadata: { name: 'pull', namespace: 'apps' } });
    return found;
  };
  const object = (kind: string, spec: object): unknown => ({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind,
    metadata: { name: 'pull', namespace: 'apps' },
    spec: { interval: '5m', ...spec, secretRef: { name: 'pull' } },
  });
  expect(source({})).toEqual(
    object('HelmRepository', { type: 'oci', url: 'oci://eu.example.com:8443/team' }),
  );
  const oci = { kind: 'OCIRepository' };
  expect(source({ ...oci, project: 'other', artifact: 'apps/web-1.x' })).toEqual(
    object('OCIRepository', { url: 'oci://eu.example.com:8443/other/apps/web-1.x' }),
  );
  for (const artifact of ['', 'Upper', '/a', 'a//b', 'a/', '-a', 'a:tag']) {
    expect(() => source({ ...oci, artifact })).toThrow(/epository/);
  }
});

/** The variables that tfvars fill; the password is ephemeral or not. */
const variables = (password: object): unknown => [
  ...['harbor_url', 'harbor_registry', 'harbor_username'].map((name) =>
    expect.objectContaining({ labels: [name], attributes: { type: { traversal: 'string' } } }),
  ),
  expect.objectContaining({
    labels: ['harbor_password'],
    attributes: { type: { traversal: 'string' }, sensitive: true, ...password },
  }),
];
const only = (type: string, blocks: readonly HclBlock[]): HclBlock[] =>
  blocks.filter((block) => block.type === type);

test.each([
  ['no', { ephemeral: true }, 'data_wo', { data_wo_revision: 1 }],
  ['yes', {}, 'data', {}],
])('Terraform keeps the secret in its state: %s', (state, password, data, revision) => {
  const harbor = readHcl(written('terraform-harbor', {}, { state }));
  expect(only('variable', harbor)).toEqual(variables(password));
  expect(only('provider', harbor)).toEqual([
    {
      type: 'provider',
      labels: ['harbor'],
      attributes: {
        url: { traversal: 'var.harbor_url' },
        username: { traversal: 'var.harbor_username' },
        password: { traversal: 'var.harbor_password' },
      },
      blocks: [],
    },
  ]);

  const options = { state, name: 'pull', namespace: 'apps' };
  const text = written('terraform-kubernetes', {}, options);
  // What stands inside is evaluated by Terraform itself, where that is on this computer.
  const [map = ''] = /^ {2}\w+ = \{\n {4}"\.dockerconfigjson" = [^]*?\n {2}\}\n/m.exec(text) ?? [];
  expect(map).toMatch(new RegExp(`^  ${data} = `));
  const kubernetes = readHcl(text.replace(map, ''));
  expect(only('variable', kubernetes)).toEqual(variables(password));
  expect(only('resource', kubernetes)).toMatchObject([
    {
      labels: ['kubernetes_secret_v1', 'harbor_pull'],
      attributes: { type: 'kubernetes.io/dockerconfigjson', ...revision },
      blocks: [{ type: 'metadata', attributes: { name: 'pull', namespace: 'apps' } }],
    },
  ]);
});

test('External Secrets asks the store for what the Vault command writes, and makes a login of it', () => {
  const any = fc.property(anyName, (name) => {
    const registry = 'eu.example.com:8443';
    const [object] = yamlOf(written('external-secrets', { name, registry }, { name: 'pull' }));
    const key = /'([^']*)' 'username=/.exec(written('vault-command', { name: 'robot$x' }))?.[1];
    expect(key).toBe('harbor/prod/robot_x');
    const spec = {
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
      data: ['username', 'password'].map((property) => ({
        secretKey: property,
        remoteRef: { key: expect.stringMatching(/^harbor\/prod\/[A-Za-z0-9._-]+$/), property },
      })),
    };
    expect(object).toMatchObject({ metadata: { name: 'pull' }, spec });
    const { template } = (object as { spec: { target: { template: { data: object } } } }).spec
      .target;
    const config = Object.values(template.data).join('');
    const made = config.replace(
      /\{\{ printf "%s:%s" \.username \.password \| b64enc \}\}/,
      base64('u:p'),
    );
    expect(authsOf(made)).toEqual([{ key: registry, name: 'u', secret: 'p' }]);
  });
  fc.assert(any, { numRuns: 50 });
  const path = `a 'b' "c" \\ {{ d }} #ü`;
  expect(yamlOf(written('external-secrets', {}, { path }))).toMatchObject([
    { spec: { data: [{ remoteRef: { key: path } }, { remoteRef: { key: path } }] } },
  ]);
});

test('a step of a workflow takes the variables that the commands for GitHub set', () => {
  expect(yamlOf(written('github-workflow', {}, { prefix: 'EU' }))).toEqual([
    [
      {
        name: 'Sign in to Harbor',
        uses: 'docker/login-action@v3',
        with: {
          registry: '${{ vars.EU_REGISTRY }}',
          username: '${{ vars.EU_USERNAME }}',
          password: '${{ secrets.EU_PASSWORD }}',
        },
      },
    ],
  ]);
  const commands = written('github-secrets', {}, { prefix: 'EU' });
  for (const name of [
    'variable set EU_REGISTRY',
    'variable set EU_USERNAME',
    'secret set EU_PASSWORD',
  ]) {
    expect(commands).toContain(`gh ${name}`);
  }
});
