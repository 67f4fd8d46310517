import { expect, test } from 'vitest';
import { PASSWORD, harbor } from '../harbor/stage.ts';
import { aComputer, draftFor, settled } from '../instances/stage.ts';
import { exportStage } from './stage.ts';

const SECRET = 'Ex4mple-$ecret';

test('a preview shows where the secret stands and no part of it, and says why not', async () => {
  const stage = await exportStage();
  const handles = [await stage.aSecret('robot$ci', 7, SECRET)];
  const preview = (format: string, more: string[] = []) =>
    stage.app.call('secretExports.preview', {
      handles: [...handles, ...more],
      format,
      options: {},
    });
  const shown = await preview('env-sh');
  expect(shown).toMatchObject({ refused: null, text: expect.stringContaining("PASSWORD='••••") });
  const encoded = await preview('docker-config');
  expect(encoded.text).toContain('"auth": "••••');
  const twin = await stage.aSecret('robot$twin', 8);
  expect(await preview('docker-config', [twin])).toMatchObject({
    text: '',
    // Robots that Purser knows nothing of have no project to tell them apart.
    refused: { better: ['list-json'] },
  });
  await expect(preview('nonsense')).rejects.toMatchObject({ code: 'unknown-item' });
});

test('what cmd.exe cannot say leads on to PowerShell, or to another format where that cannot either', async () => {
  const stage = await exportStage();
  const refusal = async (robotName: string, robotId: number, shell: string) => {
    const handles = [await stage.aSecret(robotName, robotId, SECRET)];
    const options = { shell };
    return (
      await stage.app.call('secretExports.preview', { handles, format: 'login-command', options })
    ).refused;
  };
  expect(await refusal('robot%ci', 7, 'cmd')).toStrictEqual({
    message: 'robot%ci has characters that cmd.exe changes (" % !). Take PowerShell.',
    better: [],
    instead: { option: 'shell', value: 'powershell' },
  });
  expect(await refusal('robot%ci', 7, 'powershell')).toBeNull();
  expect(await refusal('robot"ci', 8, 'cmd')).toStrictEqual({
    message: 'robot"ci has characters that cmd.exe changes (" % !).',
    better: ['docker-config'],
    instead: null,
  });
});

test('the clipboard gets the text and loses it again; a command stays', async () => {
  const stage = await exportStage();
  const handles = [await stage.aSecret('robot$ci', 7, SECRET)];
  const copy = (format: string) =>
    stage.app.call('secretExports.copy', {
      handles,
      format,
      options: {},
      encryption: { kind: 'none' },
    });
  const { clearsAt } = await copy('env-sh');
  expect(clearsAt).toBeGreaterThan(Date.now() / 1_000);
  expect(stage.app.desktop.clipboard).toContain(SECRET);
  expect(await copy('login-command')).toStrictEqual({ clearsAt: null });
  await copy('env-sh');
  await stage.app.quit();
  expect(stage.app.desktop.clipboard).toBe('');
});

test('a secret that is typed in is exported once Harbor took it, and says whose it is', async () => {
  const simulator = await harbor({ externalUrl: 'https://registry.example.com:8443' });
  simulator.seed({
    projects: [{ name: 'team' }],
    robots: [
      { name: 'ci', project: 'team' },
      { name: 'off', disabled: true },
    ],
  });
  const robot = [...simulator.state.robots.all()].find(({ name }) => name.endsWith('ci'));
  const app = await aComputer().start();
  await app.call(
    'instances.save',
    draftFor(simulator, 'prod', { secrets: { password: PASSWORD } }),
  );
  await settled(app, 'prod', 'fresh');
  const keyOf = async (name: string): Promise<number> => {
    const { robots } = await app.call('robots.find', { text: name });
    return robots.find((one) => one.shortName === name)?.key ?? 0;
  };
  const keys = [await keyOf('ci'), await keyOf('off')];
  const [ci = 0, off = 0] = keys;
  expect(await app.call('secretExports.robots', { keys, handles: [] })).toMatchObject({
    ready: [],
    missing: [{ why: 'not-kept' }, { why: 'not-kept' }],
  });
  const typeIn = (key: number, secret: string) => app.call('secretExports.typeIn', { key, secret });
  await expect(typeIn(ci, 'Wrong-1-secret')).rejects.toMatchObject({
    code: 'not-allowed',
    message: expect.stringContaining('Harbor refused it'),
  });
  await expect(typeIn(off, 'Wrong-1-secret')).rejects.toMatchObject({
    message: expect.stringContaining('disabled'),
  });
  const ready = await typeIn(ci, robot?.secret ?? '');
  expect(ready).toMatchObject({ robotName: 'robot$team+ci', project: 'team' });
  const { text } = await app.call('secretExports.preview', {
    handles: [ready.handle],
    format: 'containers-auth',
    options: { keys: 'project' },
  });
  // The registry as Harbor says it, which is not the address of its API.
  expect(text).toContain('"registry.example.com:8443/team"');
});
