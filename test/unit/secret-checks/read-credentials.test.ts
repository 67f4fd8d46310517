import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCredentials } from '../../../electron/secret-checks/read-credentials.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { yamlText } from '../../../shared/exports/yaml-text.ts';

const HOST = 'harbor.example.com:8443';
const secretText = fc.stringMatching(/^[!-~]{8,40}$/);
const nameText = fc.constantFrom('robot$ci', 'robot$library+ci', 'bot-ci_1', 'robot$a.b-c');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const docker = (username: string, secret: string) => ({
  auths: { [HOST]: { auth: base64(`${username}:${secret}`) } },
});

/** A text of each kind, and whether it names the host. */
const KINDS: readonly [string, (name: string, secret: string) => string, boolean][] = [
  ['docker', (name, secret) => JSON.stringify(docker(name, secret)), true],
  [
    'containers',
    (name, secret) =>
      JSON.stringify({ auths: { [`${HOST}/library`]: { username: name, password: secret } } }),
    true,
  ],
  [
    'Kubernetes, base64',
    (name, secret) =>
      yamlText({
        kind: 'Secret',
        metadata: { name: 'pull' },
        data: { '.dockerconfigjson': base64(JSON.stringify(docker(name, secret))) },
      }),
    true,
  ],
  [
    'Kubernetes, two documents',
    (name, secret) =>
      `${yamlText({ kind: 'ConfigMap', data: { a: 'b' } })}---\n${yamlText({
        kind: 'List',
        items: [
          {
            kind: 'Secret',
            stringData: { '.dockerconfigjson': JSON.stringify(docker(name, secret)) },
          },
        ],
      })}`,
    true,
  ],
  [
    'Kubernetes, name and password',
    (name, secret) =>
      yamlText({ kind: 'Secret', data: { username: base64(name), password: base64(secret) } }),
    false,
  ],
  ['harborapi', (name, secret) => JSON.stringify({ name, secret, id: 7, level: 'system' }), false],
  [
    'Harbor',
    (name, secret) => JSON.stringify({ name, secret, expires_at: -1, creation_time: '2026' }),
    false,
  ],
  [
    'environment',
    (name, secret) =>
      `# c\nexport HARBOR_URL='https://${HOST}/'\nHARBOR_USERNAME='${name}'\nHARBOR_PASSWORD='${secret}'\n`,
    true,
  ],
  ['netrc', (name, secret) => `machine ${HOST}\n  login ${name}\n  password ${secret}\n`, true],
];

describe('reading credentials', () => {
  it.each(KINDS)('finds name and secret in %s', (_kind, textOf, hasHost) => {
    fc.assert(
      fc.property(nameText, secretText, (name, secret) => {
        // Quotes in single quotes, and words that begin with one, are not written by hand.
        fc.pre(!/['"\\#]/.test(secret));
        const { credentials: found } = readCredentials(textOf(name, secret));
        expect(found).toMatchObject([{ username: name, secret, host: hasHost ? HOST : '' }]);
        expect(found[0]?.place).not.toContain(secret);
      }),
    );
  });

  it('never throws anything but its own words, and never says a part of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 6, maxLength: 200 }), (text) => {
        try {
          readCredentials(text);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(error.code).toBe('file-invalid');
        }
      }),
    );
    for (const text of ['', 'Hunter2-Hunter2: [', '{"auths": {"h": {"auth": 3}}}', '&a [*a]']) {
      expect(() => readCredentials(text)).toThrow(/No name with a secret/);
      expect(() => readCredentials(text)).not.toThrow(/Hunter2/);
    }
    const deep = `${'['.repeat(100_000)}`;
    expect(() => readCredentials(deep)).toThrow(
      /Line 1, column 100001: The text ends here, without \]\.$/,
    );
    const second = '---\na: 1\n---\nb: 1\nb: 2\n';
    expect(() => readCredentials(second)).toThrow(/from line 5, column 1 on\./);
  });

  it('is not stopped by white space without end', () => {
    expect(() => readCredentials('\n'.repeat(1_000_000))).toThrow(/No name with a secret/);
    const spaces = `HARBOR_USERNAME=robot$a\nHARBOR_PASSWORD=[a${' '.repeat(1_000_000)}b`;
    expect(readCredentials(spaces).credentials).toMatchObject([{ username: 'robot$a' }]);
  });

  it('says which programs keep the logins of a configuration of docker', () => {
    const text = JSON.stringify({
      auths: { [HOST]: {}, 'quay.io': {}, '$(id)': {}, 'own.example.com': {} },
      credsStore: 'desktop',
      credHelpers: { 'quay.io': 'pass', 'ghcr.io': 'pass', 'own.example.com': '' },
    });
    expect(readCredentials(text)).toStrictEqual({
      credentials: [],
      elsewhere: [
        { program: 'pass', registries: ['quay.io', 'ghcr.io'] },
        { program: 'desktop', registries: [HOST] },
      ],
    });
    // What would be a command of its own is never said.
    const hostile = JSON.stringify({ credsStore: 'x; id', auths: { [HOST]: {} } });
    expect(() => readCredentials(hostile)).toThrow(/No name with a secret/);
  });

  it('reads what such a program prints', () => {
    const text = JSON.stringify({ ServerURL: HOST, Username: 'robot$a', Secret: 'Secret-0123' });
    expect(readCredentials(text).credentials).toMatchObject([
      { host: HOST, username: 'robot$a', secret: 'Secret-0123' },
    ]);
  });

  it('takes each credential once', () => {
    const twice = [
      { name: 'robot$a', secret: 'Secret-0123' },
      { name: 'robot$a', secret: 'Secret-0123' },
    ];
    expect(readCredentials(JSON.stringify(twice)).credentials).toHaveLength(1);
  });

  it('reads the first line of each document of YAML', () => {
    const { credentials: found } = readCredentials(
      '---\nusername: robot$a\npassword: Secret-0123\n--- # next\r\nusername: robot$b\r\npassword: Secret-4567\r\n',
    );
    expect(found.map(({ username, secret }) => [username, secret])).toEqual([
      ['robot$a', 'Secret-0123'],
      ['robot$b', 'Secret-4567'],
    ]);
  });

  it('is not stopped by an address of slashes without end', () => {
    const url = `h${'/'.repeat(1_000_000)}\n.`;
    const text = JSON.stringify({ username: 'robot$a', password: 'Secret-0123', url });
    expect(readCredentials(text).credentials).toMatchObject([{ username: 'robot$a', host: 'h' }]);
  });
});
