import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { secretFormat, secretText } from '../../../../shared/exports/secrets/index.ts';
import { aCredential, base64, WORST } from './hostile.ts';
import { authsOf, secretLogins } from './readers.ts';

/** The programs themselves, where they are on this computer; the readers beside this run everywhere. */
const has = (program: string, ...words: string[]): boolean =>
  spawnSync(program, words, { timeout: 20_000 }).status === 0;

const NAME = 'robot$team+ci';
const HOST = 'harbor.example.com';

const written = (
  id: string,
  secret: string,
  registry = HOST,
  options: Record<string, string> = {},
): string => {
  const format = secretFormat(id);
  if (format === null) throw new Error(`there is no ${id}`);
  return secretText(format, [aCredential({ secret, registry })], options, base64);
};

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'purser-programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test.skipIf(!has('terraform', 'version'))('Terraform itself reads tfvars', () => {
  const folder = aFolder();
  const names = ['url', 'registry', 'username', 'password'];
  const numbered = WORST.map((secret, place) =>
    written('terraform-tfvars', secret).replace(/^harbor_(\w+)/gm, `harbor_$1_${String(place)}`),
  );
  const declared = WORST.flatMap((_secret, place) =>
    names.map((name) => `variable "harbor_${name}_${String(place)}" {\n  type = string\n}\n`),
  );
  writeFileSync(join(folder, 'main.tf'), declared.join(''));
  writeFileSync(join(folder, 'harbor.auto.tfvars'), numbered.join(''));
  const asked = WORST.flatMap((_secret, place) =>
    ['username', 'password'].map((name) => `var.harbor_${name}_${String(place)}`),
  );
  const { stdout, stderr } = spawnSync('terraform', ['console'], {
    cwd: folder,
    input: `base64encode(jsonencode([${asked.join(', ')}]))\n`,
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  });
  const [, answer = ''] = /^"([A-Za-z0-9+/=]+)"\s*$/m.exec(stdout) ?? [];
  if (answer === '') throw new Error(stderr);
  expect(JSON.parse(Buffer.from(answer, 'base64').toString('utf8'))).toEqual(
    WORST.flatMap((secret) => [NAME, secret]),
  );
});

test.skipIf(!has('terraform', 'version'))(
  'Terraform itself makes the login of a pull secret',
  () => {
    const registry = 'eu.example.com:8443';
    const text = (state: string): string =>
      written('terraform-kubernetes', 'x', registry, { state });
    const [, login = ''] = /"\.dockerconfigjson" = ([^]*)\n {2}\}\n\}\n$/.exec(text('yes')) ?? [];
    expect(text('no')).toContain(login);
    for (const state of ['no', 'yes']) {
      for (const id of ['terraform-kubernetes', 'terraform-harbor']) {
        const { status, stdout } = spawnSync('terraform', ['fmt', '-check', '-diff', '-'], {
          input: written(id, 'x', registry, { state }),
          encoding: 'utf8',
        });
        expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
      }
    }
    for (const secret of ['${x} %{y} "\\ $$', 'ümläut ß 😀']) {
      const folder = aFolder();
      const [declared = ''] = text('yes').split(/^resource/m);
      writeFileSync(join(folder, 'main.tf'), `${declared}locals {\n  login = ${login}\n}\n`);
      writeFileSync(
        join(folder, 'harbor.auto.tfvars'),
        written('terraform-tfvars', secret, registry),
      );
      const { stdout, stderr } = spawnSync('terraform', ['console'], {
        cwd: folder,
        input: 'nonsensitive(base64encode(local.login))\n',
        env: { ...process.env, CHECKPOINT_DISABLE: '1' },
        encoding: 'utf8',
      });
      const [, answer = ''] = /^"([A-Za-z0-9+/=]+)"\s*$/m.exec(stdout) ?? [];
      if (answer === '') throw new Error(stderr);
      expect(authsOf(Buffer.from(answer, 'base64').toString('utf8'))).toEqual([
        { key: registry, name: NAME, secret },
      ]);
    }
  },
);

test.skipIf(!has('make', '--version'))('Make itself hands recipes every secret it carries', () => {
  const folder = aFolder();
  const one = (secret: string): string[] => {
    writeFileSync(join(folder, 'harbor.mk'), written('env-make', secret));
    const { stdout, stderr } = spawnSync('make', ['-s'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (stderr !== '') throw new Error(stderr);
    return stdout.split('\0');
  };
  writeFileSync(
    join(folder, 'Makefile'),
    `include harbor.mk\nall:\n\t@printf '%s\\0' "$$HARBOR_USERNAME" "$$HARBOR_PASSWORD"\n`,
  );
  const further = ['a\\\\#b', '\\#', '#', '$#', ' #\\', '\\\\', '\ttab', '$(shell id)', 'a=b:=c'];
  for (const secret of [...WORST, ...further]) {
    if (!secret.includes('\n')) expect(one(secret)).toEqual([NAME, secret, '']);
  }
});

test.skipIf(!has('kubectl', 'version', '--client'))('kubectl itself reads Secrets', () => {
  const ids = ['kubernetes-secret', 'sealed-secrets', 'jenkins', 'argo-cd', 'tekton'];
  const options = { serviceAccount: 'ci' };
  const texts = ids.flatMap((id) => WORST.map((secret) => written(id, secret, HOST, options)));
  const { stdout, stderr } = spawnSync(
    'kubectl',
    ['annotate', '--local', '--filename=-', '--output=json', 'a=b'],
    { input: texts.join('---\n'), encoding: 'utf8' },
  );
  const objects = stdout
    .split(/(?<=^\}\n)/m)
    .map((text) => JSON.parse(text) as { kind: string; metadata: { name: string } });
  if (objects.length === 0) throw new Error(stderr);
  const secrets = objects.filter(({ kind }) => kind === 'Secret');
  expect(secrets.flatMap(secretLogins)).toMatchObject(
    ids.flatMap(() => WORST.map((secret) => ({ name: NAME, secret }))),
  );
  // Its own types drop what they do not know.
  const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount');
  expect(accounts).toHaveLength(2 * WORST.length);
  const used = [{ name: 'harbor-prod-team-ci' }];
  expect(accounts[0]).toMatchObject({ metadata: { name: 'ci' }, imagePullSecrets: used });
  expect(accounts.at(-1)).toMatchObject({ metadata: { name: 'ci' }, secrets: used });
});

test.skipIf(!has('docker', '--version'))(
  'docker itself signs in with its config.json',
  async () => {
    const sent: (string | undefined)[] = [];
    const registry = createServer(({ headers }, answer) => {
      sent.push(headers.authorization);
      answer.writeHead(401, { 'www-authenticate': 'Basic realm="harbor"' }).end();
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void registry.close());
    const host = `127.0.0.1:${String((registry.address() as AddressInfo).port)}`;
    for (const secret of ['it\'s $HOME "%x%" \\', 'ümläut ß 😀']) {
      const folder = aFolder();
      writeFileSync(join(folder, 'config.json'), written('docker-config', secret, host));
      sent.length = 0;
      await new Promise<void>((resolve) => {
        const words = [
          '--config',
          folder,
          'manifest',
          'inspect',
          '--insecure',
          `${host}/team/app:1`,
        ];
        execFile('docker', words, { timeout: 60_000 }, () => resolve());
      });
      expect(sent).toContain(`Basic ${base64(`${NAME}:${secret}`)}`);
    }
  },
);
