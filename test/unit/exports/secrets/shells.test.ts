import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CannotExport,
  secretFormat,
  secretText,
  type RobotCredential,
} from '../../../../shared/exports/secrets/index.ts';
import { powerShellString } from '../../../../shared/exports/secrets/quoting/powershell.ts';
import { aCredential, anyName, anySecret, base64, WORST } from './hostile.ts';
import { decoded } from './readers.ts';

/** What this test itself ends arguments and calls with. */
const isOurs = (text: string): boolean => /[\u0001\u0002]/.test(text);

/** Shells of POSIX that are here; `sh` always is. */
const SHELLS = ['sh', 'dash', 'bash'].filter(
  (shell) => spawnSync(shell, ['-c', 'exit 0']).status === 0,
);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'purser-shells-'));
  // Stands for docker, gh and vault: writes what it was given, each argument ended by NUL.
  const stub = `#!/bin/sh\nfor word in "$@"; do printf '%s\\0' "$word" >> "$OUT"; done\nprintf '\\001' >> "$OUT"\ncase "$*" in *secret*set*|*stdin*|*password=-*) cat >> "$OUT";; esac\nprintf '\\002' >> "$OUT"\n`;
  for (const name of ['docker', 'gh', 'vault', 'crane', 'oras', 'skopeo', 'cosign', 'trivy']) {
    writeFileSync(join(folder, name), stub);
    chmodSync(join(folder, name), 0o755);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every program that a script ran: its arguments, and what it read. */
function ran(shell: string, script: string, typed: string): { words: string[]; read: string }[] {
  const out = join(folder, 'out');
  writeFileSync(out, '');
  const { status, stderr } = spawnSync(shell, ['-c', script], {
    input: `${typed}\n`,
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, OUT: out },
  });
  if (status !== 0) throw new Error(String(stderr));
  return readFileSync(out, 'utf8')
    .split('\u0002')
    .slice(0, -1)
    .map((call) => {
      const [words = '', read = ''] = call.split('\u0001');
      return { words: words.split('\0').slice(0, -1), read };
    });
}

/** The text; null where the format says that it cannot carry this. */
function written(
  id: string,
  part: Partial<RobotCredential>,
  options: Record<string, string> = {},
): string | null {
  const format = secretFormat(id);
  if (format === null) throw new Error(`there is no ${id}`);
  try {
    return secretText(format, [aCredential(part)], options, base64);
  } catch (error) {
    if (error instanceof CannotExport) return null;
    throw error;
  }
}

/** Values of these variables of each text, after it was read by a dot in a shell of its own. */
function sourced(
  shell: string,
  texts: readonly string[],
  names = ['HARBOR_USERNAME', 'HARBOR_PASSWORD'],
): string[][] {
  const script = texts.map((text, index) => {
    const file = join(folder, `file-${String(index)}.sh`);
    writeFileSync(file, text);
    return `(. '${file}'; printf '%s\\0' ${names.map((name) => `"$${name}"`).join(' ')})`;
  });
  const { stdout } = spawnSync(shell, ['-c', script.join('\n')]);
  const values = stdout.toString('utf8').split('\0');
  return texts.map((_text, index) =>
    values.slice(index * names.length, (index + 1) * names.length),
  );
}

/** Many names and secrets at once, because each shell takes a moment to begin. */
const anyLogins = fc.array(fc.tuple(anyName, anySecret), { minLength: 12, maxLength: 24 });

describe.each(SHELLS)('%s', (shell) => {
  test('reads every name and secret from a file of variables', () => {
    const check = (logins: readonly (readonly [string, string])[]): void => {
      const texts = logins.map(([name, secret]) => written('env-sh', { name, secret }) ?? '');
      expect(sourced(shell, texts)).toStrictEqual(logins);
    };
    fc.assert(fc.property(anyLogins, check), { numRuns: 5 });
    check(WORST.map((secret) => ['robot$team+ci', secret] as const));
  });

  test('reads what Trivy and crictl take from the environment', () => {
    const check = (logins: readonly (readonly [string, string])[]): void => {
      const split = /[\s\u0085,]/u;
      const fit = logins.filter((login) => {
        const isSplit = login.some((text) => split.test(text));
        expect(written('trivy', { name: login[0], secret: login[1] }) === null).toBe(isSplit);
        return !isSplit;
      });
      const trivy = fit.map(([name, secret]) => written('trivy', { name, secret }) ?? '');
      expect(sourced(shell, trivy, ['TRIVY_USERNAME', 'TRIVY_PASSWORD'])).toStrictEqual(fit);
      const crictl = logins.map(([name, secret]) => written('crictl', { name, secret }) ?? '');
      expect(sourced(shell, crictl, ['CRICTL_AUTH']).map(([auth = '']) => decoded(auth))).toEqual(
        logins.map(([name, secret]) => `${name}:${secret}`),
      );
    };
    fc.assert(fc.property(anyLogins, check), { numRuns: 5 });
    check(WORST.map((secret) => ['robot$team+ci', secret] as const));
  });

  test('hands the name and the secret to docker login, the secret by standard input', () => {
    const any = fc.property(anyLogins, (logins) => {
      const fit = logins.filter(
        ([name, secret]) => !isOurs(name) && !/[\r\n\u0001\u0002]/.test(secret),
      );
      const scripts = fit.map(([name, secret]) => written('login-command', { name, secret }) ?? '');
      const calls = ran(shell, scripts.join(''), fit.map(([, secret]) => secret).join('\n'));
      expect(calls).toStrictEqual(
        fit.map(([name, secret]) => ({
          words: ['login', 'harbor.example.com', '--username', name, '--password-stdin'],
          read: secret,
        })),
      );
    });
    fc.assert(any, { numRuns: 3 });
    expect(written('login-command', { secret: 'two\nlines' })).toBeNull();
  });

  test.each([
    ['crane-login', ['crane', 'auth', 'login']],
    ['oras-login', ['oras', 'login']],
    ['skopeo-login', ['skopeo', 'login']],
    ['cosign-login', ['cosign', 'login']],
    ['trivy-login', ['trivy', 'registry', 'login']],
  ])('hands the name and the secret to %s', (id, [program = '', ...words]) => {
    const any = fc.property(anyName, anySecret, (name, secret) => {
      fc.pre(!isOurs(name) && !/[\r\n\u0001\u0002]/.test(secret));
      const script = written(id, { name, secret, registry: 'eu.example.com:8443' }) ?? '';
      expect(script).toContain(`| ${program} `);
      expect(ran(shell, script, secret)).toStrictEqual([
        {
          words: [...words, 'eu.example.com:8443', '--username', name, '--password-stdin'],
          read: secret,
        },
      ]);
    });
    fc.assert(any, { numRuns: 15 });
    expect(written(id, { secret: 'two\nlines' })).toBeNull();
  });

  test('gives GitHub the name as a variable and the secret by standard input', () => {
    const options = { repository: 'org/app' };
    for (const secret of WORST) {
      const script = written('github-secrets', { secret }, options);
      if (script === null) continue;
      const [registry, name, password] = ran(shell, script, secret);
      expect(registry?.words.slice(0, 5)).toStrictEqual([
        'variable',
        'set',
        'HARBOR_REGISTRY',
        '--body',
        'harbor.example.com',
      ]);
      expect(name?.words.slice(2, 5)).toStrictEqual(['HARBOR_USERNAME', '--body', 'robot$team+ci']);
      expect(password?.words).toStrictEqual([
        'secret',
        'set',
        'HARBOR_PASSWORD',
        '--repo',
        'org/app',
      ]);
      expect(password?.read).toBe(secret);
    }
  });

  test.each([
    [{}, []],
    [{ environment: "pro'd $x" }, ['--env', "pro'd $x"]],
    [{ organization: 'acme' }, ['--org', 'acme', '--visibility', 'private']],
    [
      { organization: 'acme', repositories: 'app, web.site,_x' },
      ['--org', 'acme', '--visibility', 'selected', '--repos', 'app,web.site,_x'],
    ],
  ])('gives GitHub any name where %j says', (options, where) => {
    const any = fc.property(anyName, anySecret, (name, secret) => {
      fc.pre(!isOurs(name) && !/[\r\n\u0001\u0002]/.test(secret));
      const script = written('github-secrets', { name, secret }, options) ?? '';
      expect(ran(shell, script, secret)).toStrictEqual([
        {
          words: ['variable', 'set', 'HARBOR_REGISTRY', '--body', 'harbor.example.com', ...where],
          read: '',
        },
        { words: ['variable', 'set', 'HARBOR_USERNAME', '--body', name, ...where], read: '' },
        { words: ['secret', 'set', 'HARBOR_PASSWORD', ...where], read: secret },
      ]);
    });
    fc.assert(any, { numRuns: 15 });
  });

  test('writes the secret to Vault by standard input', () => {
    for (const secret of WORST) {
      const script = written('vault-command', { secret });
      if (script === null) continue;
      const [put] = ran(shell, script, secret);
      expect(put?.words.slice(0, 3)).toStrictEqual(['kv', 'put', '-mount=secret']);
      expect(put?.words.slice(-2)).toStrictEqual(['username=robot$team+ci', 'password=-']);
      expect(put?.read).toBe(secret);
    }
  });
});

const hasPowerShell =
  spawnSync('pwsh', ['-NoProfile', '-NonInteractive', '-Command', 'exit 0']).status === 0;

test.skipIf(!hasPowerShell)(
  'PowerShell itself reads every text as it was (where pwsh is installed)',
  () => {
    const texts = [...WORST, ...fc.sample(anyName, { numRuns: 50, seed: 7 })];
    // As Base64 both ways, so that no encoding of a console comes in between.
    const script = texts
      .map(
        (text) =>
          `[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(${powerShellString(text)}))`,
      )
      .join('\n');
    const encoded = Buffer.from(script, 'utf16le').toString('base64');
    const args = ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded];
    const { stdout } = spawnSync('pwsh', args, { encoding: 'utf8' });
    expect(stdout.trim().split(/\r?\n/)).toEqual(texts.map(base64));
  },
);

/** The command for cmd.exe: what asks, the code of that, and what is handed the secret. */
function inCmd(name: string): string[] {
  const text = written('login-command', { name }, { shell: 'cmd' }) ?? '';
  const [, asks = '', code = '', login = ''] = /^([^"]*"([^"]*)") \| (.*)\r\n$/.exec(text) ?? [];
  return [asks, code, login];
}

test.skipIf(!hasPowerShell)(
  'cmd.exe hands on every secret as PowerShell was told it (where pwsh is installed)',
  () => {
    const [, code = ''] = inCmd('robot$ci');
    for (const secret of WORST) {
      // There is nobody to ask.
      const told = `(ConvertTo-SecureString ${powerShellString(secret)} -AsPlainText -Force)`;
      const script = code.replace('Read-Host -Prompt Secret -AsSecureString', () => told);
      const encoded = Buffer.from(script, 'utf16le').toString('base64');
      const { stdout } = spawnSync('pwsh', ['-NoProfile', '-EncodedCommand', encoded]);
      expect(stdout.toString('utf8')).toBe(secret);
    }
  },
);

test('a command for PowerShell or cmd.exe says a name as these read it', () => {
  const name = "robot$it’s 'a'";
  const text = written('login-command', { name }, { shell: 'powershell' }) ?? '';
  const [, quoted = ''] = /--username '((?:[^'‘’‚‛]|['‘’‚‛]{2})*)' /.exec(text) ?? [];
  expect(quoted.replace(/(['‘’‚‛])\1/g, '$1')).toBe(name);
  const [asks, , login] = inCmd('robot$a+ci');
  expect(login).toBe('docker login "harbor.example.com" --username "robot$a+ci" --password-stdin');
  // Nothing in it is cmd.exe's, and what it asks for is not shown.
  expect(asks).toMatch(/^powershell -NoProfile -Command "[^"%!\r\n]*-AsSecureString[^"%!\r\n]*"$/);
  expect(written('login-command', { name: 'robot%a' }, { shell: 'cmd' })).toBeNull();
});
