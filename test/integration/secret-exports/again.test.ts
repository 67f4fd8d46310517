import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CallInput } from '../../../shared/contract/calls.ts';
import { aComputer } from '../instances/stage.ts';
import { stage, systemRobots, type Stage } from '../robots/stage.ts';

interface Listed {
  readonly robot: string;
  readonly secret: string;
}

const refresh = { kind: 'refresh', secret: { kind: 'generate' }, until: null } as const;

/** Two robots whose secrets are in a list, and one of them in docker's file too. */
async function exported() {
  const made = await stage({ robots: systemRobots('a', 'b') });
  const { app, computer } = made;
  await made.run(refresh);
  const [list, config] = [join(computer.home, 'list.json'), join(computer.home, 'config.json')];
  writeFileSync(config, '{"auths":{"ghcr.io":{"auth":"eDp5"}}}');
  const handleOf = async (name: string): Promise<string> => {
    const { secrets } = await app.call('secrets.list', {});
    return secrets.find(({ robotName }) => robotName === name)?.handle ?? '';
  };
  const place = (wish: Partial<CallInput<'secretExports.place'>> & { handles: string[] }) =>
    app.call('secretExports.place', {
      format: 'list-json',
      options: {},
      encryption: { kind: 'none' },
      pattern: null,
      ...wish,
    });
  const write = async (found: Awaited<ReturnType<typeof place>>) =>
    app.call('secretExports.write', { place: found?.id ?? '' });
  const [a, b] = [await handleOf('robot$a'), await handleOf('robot$b')];
  app.desktop.savePath = list;
  await write(await place({ handles: [a, b] }));
  app.desktop.savePath = config;
  await write(await place({ handles: [a], format: 'docker-config' }));
  // Whoever asks for a place again would get this one.
  app.desktop.savePath = join(computer.home, 'elsewhere');
  return { made, list, config, handleOf, place, write, b };
}

const listed = (path: string): Listed[] => JSON.parse(readFileSync(path, 'utf8')) as Listed[];
const keptSecret = ({ computer, instanceId }: Stage, id: number): string | undefined =>
  computer.keychain.get(`robot/${instanceId}/${String(id)}`);

test('after a rotation every file gets the new secret in the way it was exported', async () => {
  const { made, list, config, handleOf, place, write, b } = await exported();
  const { app } = made;
  await made.run(refresh, 'name:a');
  const a = await handleOf('robot$a');
  const places = () => app.call('secretPlaces.ofSecrets', { handles: [a] });
  const [inConfig, inList] = await places();
  expect(inConfig).toMatchObject({ place: config, repeats: true, isBehind: true });
  expect(inList).toMatchObject({ place: list, format: 'JSON list', isBehind: true });
  const ofRobot = async () => {
    const [found] = await app.call('secretPlaces.list', { keys: [(await made.keys())[0] ?? 0] });
    return new Map(found?.places.map(({ place, isBehind }) => [place, isBehind]));
  };
  expect([...(await ofRobot()).values()]).toEqual([true, true]);

  // The whole list, so that nobody is lost of it; of docker's file the one login.
  const again = await app.call('secretPlaces.again', { ids: inList?.ids ?? [] });
  expect(again).toMatchObject({ path: list, format: 'list-json', encryption: 'none', gone: 0 });
  const { ready } = await app.call('secretExports.robots', { keys: again.keys, handles: [] });
  expect(ready.map(({ handle }) => handle).sort()).toEqual([a, b].sort());
  const before = listed(list);
  const found = await place({ handles: [a, b], again: again.id });
  expect(found).toMatchObject({ state: 'replace', path: list, beware: [] });
  expect(listed(list)).toEqual(before);
  await write(found);
  const secrets = new Map(listed(list).map(({ robot, secret }) => [robot, secret]));
  expect(secrets.get('robot$a')).toBe(keptSecret(made, 1));
  expect(secrets.get('robot$b')).toBe(before.find(({ robot }) => robot === 'robot$b')?.secret);

  const login = await app.call('secretPlaces.again', { ids: inConfig?.ids ?? [] });
  expect(login.keys).toHaveLength(1);
  const merge = await place({ handles: [a], again: login.id, format: 'docker-config' });
  expect(merge).toMatchObject({ state: 'merge', changes: [expect.stringContaining('replaced')] });
  await write(merge);
  expect(readFileSync(config, 'utf8')).toContain('ghcr.io');
  expect((await places()).map(({ isBehind }) => isBehind)).toEqual([false, false]);
  expect([...(await ofRobot()).values()]).toEqual([false, false]);
  // Without a secret of the robot nobody can say.
  await app.call('secrets.forget', { handles: [a], sure: true });
  expect([...(await ofRobot()).values()]).toEqual([null, null]);
});

test('several files are looked at before the first of them is written', async () => {
  const { made, list, config, handleOf, place, write } = await exported();
  const { app } = made;
  await made.run(refresh, 'name:a');
  const a = await handleOf('robot$a');
  const [inConfig, inList] = await app.call('secretPlaces.ofSecrets', { handles: [a] });
  const again = async (ids: string[] = []) => (await app.call('secretPlaces.again', { ids })).id;
  const first = await place({
    handles: [a],
    again: await again(inConfig?.ids),
    format: 'docker-config',
  });
  const stale = await place({ handles: [a], again: await again(inList?.ids) });
  const second = await place({ handles: [a], again: await again(inList?.ids) });
  const before = readFileSync(config, 'utf8');
  await write(first);
  await expect(write(stale)).rejects.toMatchObject({ code: 'unknown-item' });
  await write(second);
  expect(readFileSync(config, 'utf8')).not.toBe(before);
  expect(listed(list).map(({ secret }) => secret)).toEqual([keptSecret(made, 1)]);
});

test('before an export is written over it is said what would be lost', async () => {
  const { made, list, handleOf, place, write } = await exported();
  const { app } = made;
  const a = await handleOf('robot$a');
  const [, inList] = await app.call('secretPlaces.ofSecrets', { handles: [a] });
  const { id } = await app.call('secretPlaces.again', { ids: inList?.ids ?? [] });
  const later = Date.now() / 1_000 + 3_600;
  utimesSync(list, later, later);
  const found = await place({ handles: [a], again: id });
  expect(found?.state).toBe('replace');
  expect(found?.beware).toEqual([
    'It was changed after Purser exported it. What was added since is lost.',
    '1 of the robots that were exported there is not in the new file.',
  ]);
  // What was shown is what is replaced, and nothing else.
  writeFileSync(list, '[]');
  await expect(write(found)).rejects.toMatchObject({ code: 'conflict' });
  expect(readFileSync(list, 'utf8')).toBe('[]');
  rmSync(list);
  await write(await place({ handles: [a], again: id }));
  expect(listed(list)).toHaveLength(1);
});

test('a workspace file has what is noted of places, and no path of this computer', async () => {
  const { made, list, config } = await exported();
  const [key = 0] = await made.keys();
  await made.app.call('secretPlaces.note', { key, place: 'GitLab, group platform' });
  const path = join(made.computer.home, 'w.yaml');
  made.app.desktop.savePath = path;
  await made.app.call('workspace.save', { kind: 'workspace' });
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('GitLab, group platform');
  expect(text).not.toContain(list);
  expect(text).not.toContain(config);
});

test('a backup brings places to another computer, and no way to have secrets written there', async () => {
  const { made, list } = await exported();
  const path = join(made.computer.home, 'b.json');
  made.app.desktop.savePath = path;
  await made.app.call('workspace.save', { kind: 'backup' });
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(list);
  expect(text).not.toContain('recipe');
  const other = await aComputer().start();
  other.desktop.pickPath = path;
  const summary = await other.call('workspace.open');
  await other.call('workspace.add', {
    id: summary?.id ?? '',
    instances: [made.instanceId],
    parts: ['places'],
  });
  const rows = await other.services.inventory.portableRows('places');
  expect(rows.length).toBeGreaterThan(0);
  const ids = rows.map(({ id }) => String(id));
  await expect(other.call('secretPlaces.again', { ids })).rejects.toMatchObject({
    code: 'unknown-item',
  });
});

test('before a secret is changed it is known which files could not get the new one', async () => {
  const { made, list, config, b } = await exported();
  const { app, computer } = made;
  const { secrets } = await app.call('secrets.list', {});
  const handles = secrets.map(({ handle }) => handle);
  const places = await app.call('secretPlaces.ofSecrets', { handles });
  const idsIn = (path: string): string[] =>
    places.filter(({ place }) => place === path).flatMap(({ ids }) => ids);
  const closed = async (path: string) => {
    const found = await app.call('secretPlaces.closed', { ids: idsIn(path) });
    return found.map(({ why }) => why);
  };
  expect(await closed(list)).toEqual([]);
  // A file that was deleted is made anew.
  rmSync(list);
  expect(await closed(list)).toEqual([]);

  renameSync(config, `${config}.old`);
  symlinkSync(`${config}.old`, config);
  expect(await closed(config)).toEqual([expect.stringContaining('A link is there')]);

  const folder = join(computer.home, 'stick');
  mkdirSync(folder);
  app.desktop.savePath = join(folder, 'b.json');
  const place = await app.call('secretExports.place', {
    handles: [b],
    format: 'list-json',
    options: {},
    encryption: { kind: 'none' },
    pattern: null,
  });
  await app.call('secretExports.write', { place: place?.id ?? '' });
  rmSync(folder, { recursive: true });
  const [onStick] = (await app.call('secretPlaces.ofSecrets', { handles: [b] })).filter(
    ({ place: path }) => path === app.desktop.savePath,
  );
  expect(await app.call('secretPlaces.closed', { ids: onStick?.ids ?? [] })).toEqual([
    { id: onStick?.ids[0], why: `There is no folder ${folder}.` },
  ]);
  // Looking leaves nothing behind.
  expect(readFileSync(`${config}.old`, 'utf8')).toContain('ghcr.io');
});
