import { parse as parseToml } from 'smol-toml';
import { expect, test } from 'vitest';
import { secretFormat, secretText } from '../../../../shared/exports/secrets/index.ts';
import { aCredential, base64 } from './hostile.ts';
import { yamlOf } from './readers.ts';

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
