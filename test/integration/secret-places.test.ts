import { join } from 'node:path';
import { expect, test } from 'vitest';
import { held, stage, systemRobots } from './robots/stage.ts';

test('places of a secret are noted per robot, survive a restart and a cleared cache, and can be removed', async () => {
  const made = await stage({ robots: systemRobots('a', 'b') });
  const [key = 0, other = 0] = await made.keys();
  const note = (place: string) => made.app.call('secretPlaces.note', { key, place });
  await note('GitLab, group platform');
  await note('  /etc/docker/config.json ');
  // The same place again is the same place.
  await note('GitLab, group platform');
  await made.app.quit();
  made.app = await made.computer.start();
  await made.app.call('data.clearInventory');
  await made.sync();
  await expect.poll(() => made.keys()).toHaveLength(2);
  const keys = await made.keys();
  const lists = await made.app.call('secretPlaces.list', { keys });
  expect(lists.map(({ places }) => places.map(({ place }) => place).sort())).toEqual([
    ['/etc/docker/config.json', 'GitLab, group platform'],
    [],
  ]);
  expect(other).not.toBe(0);
  const id = lists[0]?.places[0]?.ids[0] ?? '';
  await made.app.call('secretPlaces.remove', { id });
  const [left] = await made.app.call('secretPlaces.list', { keys: keys.slice(0, 1) });
  expect(left?.places).toHaveLength(1);

  // Another robot of the same id is another robot.
  held(made.simulator, 'a').creationTime -= 86_400_000;
  await made.sync();
  const [stranger] = await made.app.call('secretPlaces.list', {
    keys: (await made.keys()).slice(0, 1),
  });
  expect(stranger?.places).toEqual([]);
});

test('a place that was noted by hand waits for each new secret until somebody says it is there', async () => {
  const made = await stage({ robots: systemRobots('a') });
  const { app } = made;
  const refresh = { kind: 'refresh', secret: { kind: 'generate' }, until: null } as const;
  const keys = await made.keys();
  const [key = 0] = keys;
  const places = async () => (await app.call('secretPlaces.list', { keys }))[0]?.places ?? [];
  const mark = async (isThere: boolean) => {
    const all = (await places()).map(({ ids, handles }) => ({
      id: ids[0] ?? '',
      handle: handles[0] ?? '',
    }));
    await app.call('secretPlaces.mark', { places: all, isThere });
  };
  const handleIn = async (state: string) => {
    const { secrets } = await app.call('secrets.list', {});
    return secrets.find((one) => one.state === state)?.handle ?? '';
  };
  await app.call('secretPlaces.note', { key, place: 'GitLab' });
  // Without a secret of the robot nobody can say.
  expect(await places()).toMatchObject([{ isBehind: null, handles: [] }]);
  await made.run(refresh);
  const first = await handleIn('new');
  await mark(true);
  expect(await places()).toMatchObject([{ isBehind: false, handles: [first] }]);
  await mark(false);
  expect(await places()).toMatchObject([{ isBehind: true }]);
  // Noted again, it has the secret of now.
  await app.call('secretPlaces.note', { key, place: 'GitLab' });
  expect(await places()).toMatchObject([{ isBehind: false }]);
  await app.call('secrets.keep', { handles: [first] });
  await made.run(refresh);
  expect(await places()).toMatchObject([{ isBehind: true }]);
  await app.call('secrets.keep', { handles: [await handleIn('new')] });
  await mark(true);

  // One that is prepared is brought there ahead.
  const secret = { kind: 'generate' } as const;
  const prepared = (await app.call('secrets.prepare', { keys, secret, sessionOnly: false }))
    .secrets[0]?.handle;
  const handles = [prepared ?? ''];
  const [waiting] = await app.call('secretPlaces.ofSecrets', { handles });
  expect(waiting).toMatchObject({ isBehind: true, handles });
  const id = waiting?.ids[0] ?? '';
  await app.call('secretPlaces.mark', {
    places: [{ id, handle: prepared ?? '' }],
    isThere: true,
  });
  expect(await app.call('secretPlaces.ofSecrets', { handles })).toMatchObject([
    { isBehind: false },
  ]);
  expect(await places()).toMatchObject([{ isBehind: false }]);
});

test('a place that secrets are exported to is noted by itself, with the format', async () => {
  const made = await stage({ robots: systemRobots('a', 'b') });
  await made.run({ kind: 'refresh', secret: { kind: 'generate' }, until: null });
  const { secrets } = await made.app.call('secrets.list', {});
  const path = join(made.computer.home, 'secrets.json');
  made.app.desktop.savePath = path;
  const place = await made.app.call('secretExports.place', {
    handles: secrets.map(({ handle }) => handle),
    format: 'list-json',
    options: {},
    encryption: { kind: 'none' },
    pattern: null,
  });
  await made.app.call('secretExports.write', { place: place?.id ?? '' });
  const lists = await made.app.call('secretPlaces.list', { keys: await made.keys() });
  expect(lists.map(({ places }) => places.map((one) => one.place))).toEqual([[path], [path]]);
  expect(lists[0]?.places[0]?.format).not.toBe('');
});

test('what is exported is noted of the robot that the secret is of, never of a newcomer with its id', async () => {
  const made = await stage({ robots: systemRobots('a') });
  const { secrets: vault, inventory } = made.app.services;
  const [known] = await inventory.robotsByKeys(await made.keys());
  const { id: robotId = 0, name: robotName = '', createdAt = 0 } = known?.robot ?? {};
  const robotCreatedAt = createdAt - 86_400;
  const wish = { instanceId: made.instanceId, robotId, robotName, robotCreatedAt };
  const handle = await vault.begin({ ...wish, planId: null, step: null }, null);
  await vault.promote(handle, { verified: true, at: createdAt });
  made.app.desktop.savePath = join(made.computer.home, 'secrets.json');
  const { ready } = await made.app.call('secretExports.robots', { keys: [], handles: [handle] });
  expect(ready).toMatchObject([{ handle }]);
  const place = await made.app.call('secretExports.place', {
    handles: [handle],
    format: 'list-json',
    options: {},
    encryption: { kind: 'none' },
    pattern: null,
  });
  await made.app.call('secretExports.write', { place: place?.id ?? '' });
  const [newcomer] = await made.app.call('secretPlaces.list', { keys: await made.keys() });
  expect(newcomer?.places).toEqual([]);
  const { secrets } = await made.app.call('checks.kept');
  expect(secrets).toMatchObject([{ handle, robotKey: null, expiresAt: null }]);
});

test('places of many robots are counted, each once, and the newest are named', async () => {
  const made = await stage({ robots: systemRobots('a', 'b') });
  const { inventory } = made.app.services;
  const keys = await made.keys();
  const robots = (await inventory.robotsByKeys(keys)).map(({ instanceId, robot }) => ({
    instanceId,
    robotId: robot.id,
    name: robot.name,
    createdAt: robot.createdAt,
  }));
  const [a, b] = robots;
  if (a === undefined || b === undefined) throw new Error('robots are missing');
  const kept = (place: string, at: number, recipe = '') => ({
    ...{ id: crypto.randomUUID(), place, at, recipe },
    ...{ format: recipe && 'JSON list', handle: '' },
  });
  const empty = await made.app.call('secretPlaces.ofRobots', { keys });
  expect(empty).toEqual({ total: 0, newest: [] });
  const exported = kept('/tmp/list.json', 10, '{}');
  // Another robot of the same id is another robot.
  const stranger = { ...a, createdAt: a.createdAt - 86_400 };
  const more = ['1', '2', '3', '4', '5'].map((name) => kept(name, Number(name)));
  await inventory.saveSecretPlaces(
    [stranger, a, b, ...more.map(() => b), a],
    [kept('theirs', 99), kept('/tmp/list.json', 20), exported, ...more, kept('5', 5)],
  );
  const { total, newest } = await made.app.call('secretPlaces.ofRobots', { keys });
  expect(total).toBe(6);
  expect(newest.map(({ place }) => place)).toEqual(['/tmp/list.json', '5', '4', '3', '2']);
  expect(newest[0]).toMatchObject({ id: exported.id, repeats: true, format: 'JSON list' });
  const onlyA = await made.app.call('secretPlaces.ofRobots', { keys: keys.slice(0, 1) });
  expect(onlyA.newest.map(({ place, repeats }) => [place, repeats])).toEqual([
    ['/tmp/list.json', false],
    ['5', false],
  ]);
});
