import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { readOptions } from '../../../shared/simulator/cli.ts';

const CLI = fileURLToPath(new URL('../../../shared/simulator/cli.ts', import.meta.url));
let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
});

async function start(...args: string[]): Promise<{ process: ChildProcess; url: string }> {
  const started = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  const [line] = (await once(started.stdout, 'data')) as [Buffer];
  return { process: started, url: line.toString('utf8') };
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'prints its address on one line and stops on %s',
  async (signal) => {
    const { process: started, url } = await start(
      '--harbor-version',
      '2.13.5',
      '--port',
      '0',
      '--fixtures',
    );
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
    const authorization = `Basic ${Buffer.from('admin:Harbor12345').toString('base64')}`;
    const answer = await fetch(`${url.trim()}/api/v2.0/systeminfo`, { headers: { authorization } });
    expect(await answer.json()).toMatchObject({
      harbor_version: expect.stringMatching(/^v2\.13\.5-/),
    });
    expect((await fetch(`${url.trim()}/__simulator/reset`, { method: 'POST' })).status).toBe(204);
    const stopped = once(started, 'exit');
    started.kill(signal);
    expect(await stopped).toEqual([0, null]);
  },
);

test('says what it does not understand', async () => {
  const started = spawn(process.execPath, [CLI, '--nonsense'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  const said: Buffer[] = [];
  started.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  expect((await once(started, 'close'))[0]).toBe(1);
  expect(Buffer.concat(said).toString()).toContain('--nonsense');
});

test('prints the address of the provider too, where people sign in through one', async () => {
  const started = spawn(process.execPath, [CLI, '--auth', 'oidc'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  let said = '';
  started.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  // A process of its own starts as fast as the machine lets it.
  const soon = { timeout: 20_000 };
  await expect
    .poll(() => said, soon)
    .toMatch(/^http:\/\/\S+\nprovider http:\/\/127\.0\.0\.1:\d+\n$/);
  const url = said.split('\n')[0] ?? '';
  const begun = await fetch(`${url}/c/oidc/login`, { redirect: 'manual' });
  expect(begun.headers.get('location')).toContain(said.split('provider ')[1]?.trim());
  expect(() => readOptions(['--auth', 'ldap'])).toThrow('--auth knows oidc, not ldap');
});

describe('options', () => {
  test('by default', () => {
    expect(readOptions([])).toEqual({
      version: '2.15.2',
      port: 0,
      fixtures: false,
      pageCost: false,
      adminPassword: 'Harbor12345',
    });
  });

  test.each([
    [['--login-cost'], true],
    [['--login-cost', '--page-cost'], true],
    [['--login-cost', '250'], 250],
    [['--login-cost=7'], 7],
  ])('%j', (args, loginCost) => {
    expect(readOptions(args)?.loginCost).toBe(loginCost);
  });

  test('with everything', () => {
    const options = readOptions([
      '--harbor-version',
      'v2.8.6',
      '--port',
      '8152',
      '--tls',
      '--fixtures',
      '--page-cost',
      '--seed',
      '4',
    ]);
    expect(options).toMatchObject({
      version: 'v2.8.6',
      port: 8152,
      fixtures: true,
      pageCost: true,
      seed: 4,
    });
    expect(options?.tls?.cert).toContain('BEGIN CERTIFICATE');
  });

  test('help is no simulator, a bad number an error', () => {
    expect(readOptions(['--help'])).toBeUndefined();
    expect(() => readOptions(['--port', 'x'])).toThrow('--port needs a number');
  });
});
