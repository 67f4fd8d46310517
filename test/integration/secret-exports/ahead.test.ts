import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import type { CallInput } from '../../../shared/contract/calls.ts';
import type { RobotWish } from '../../../shared/contract/operations.ts';
import type { ExportPlace } from '../../../shared/contract/secret-exports.ts';
import type { Plan } from '../../../shared/contract/plans.ts';
import { lockKeyring, unlockKeyring } from '../../keyring.ts';
import { hasRealKeychain, realKeychain } from '../real-keychain.ts';
import { changesSeen, held, stage, type Stage, systemRobots } from '../robots/stage.ts';

const wishOf = (instanceId: string, ...projects: string[]): RobotWish => ({
  definition: {
    name: 'ship',
    level: projects.length === 0 ? 'system' : 'project',
    description: '',
    until: { kind: 'days', days: 30 },
    disabled: false,
    permissions: [
      {
        kind: 'project',
        namespace: projects.length === 0 ? '*' : '',
        access: [{ resource: 'repository', action: 'pull', effect: '' }],
      },
    ],
  },
  places: (projects.length === 0 ? [''] : projects).map((project) => ({ instanceId, project })),
  secret: { kind: 'generate' },
});

type Wish = Partial<CallInput<'secretExports.placeAhead'>>;

async function aheadStage() {
  const seed = { robots: systemRobots('old'), projects: [{ name: 'team' }, { name: 'crew' }] };
  const made = await stage(seed, hasRealKeychain ? { openKeychain: realKeychain() } : {});
  const { computer, simulator, instanceId } = made;
  const host = new URL(simulator.url).host;
  const one = [wishOf(instanceId)];
  return {
    made,
    host,
    one,
    path: (name: string): string => join(computer.home, name),
    place(path: string, wish: Wish = {}): Promise<ExportPlace | null> {
      made.app.desktop.savePath = path;
      return made.app.call('secretExports.placeAhead', {
        robots: one,
        format: 'docker-config',
        options: {},
        encryption: { kind: 'none' },
        ...wish,
      });
    },
    async plan(place: ExportPlace | null, robots: readonly RobotWish[] = one): Promise<Plan> {
      const plan = await made.app.call('plans.create', {
        robots: [...robots],
        exportTo: place?.id ?? '',
      });
      return made.settled(plan);
    },
  };
}

/** Signs in at the simulated Harbor as `docker login` does. */
async function login({ simulator }: Stage, config: string): Promise<number> {
  const { auths } = JSON.parse(readFileSync(config, 'utf8')) as {
    auths: Record<string, { auth: string }>;
  };
  const auth = auths[new URL(simulator.url).host]?.auth ?? '';
  const headers = { authorization: `Basic ${auth}` };
  return (await fetch(`${simulator.url}/v2/`, { headers })).status;
}

test('a new robot is exported to the file that was chosen before it was made, and the place is remembered', async () => {
  const { made, path, place, plan, host } = await aheadStage();
  const config = path('config.json');
  writeFileSync(config, '{"auths":{"ghcr.io":{"auth":"eDp5"}}}');
  const before = readFileSync(config, 'utf8');
  const found = await place(config);
  expect(found).toMatchObject({ state: 'merge', changes: [`${host}: new`] });
  const planned = await plan(found);
  expect(planned.exportTo).toMatchObject({ path: config, state: 'merge', failure: null });
  expect(readFileSync(config, 'utf8')).toBe(before);
  expect(changesSeen(made.simulator)).toEqual([]);

  const done = await made.apply(planned);
  expect(done).toMatchObject({ state: 'finished', exportTo: { failure: '' } });
  expect(await login(made, config)).toBe(200);
  expect(readFileSync(config, 'utf8')).toContain('ghcr.io');
  const { secrets } = await made.app.call('secrets.list', { planId: done.id });
  expect(secrets).toMatchObject([{ handedOver: true }]);
  const handles = secrets.map(({ handle }) => handle);
  const places = await made.app.call('secretPlaces.ofSecrets', { handles });
  expect(places).toMatchObject([{ place: config, repeats: true, isBehind: false }]);
});

test('another robot’s credentials file is refused before anything is sent, when chosen and when applied', async () => {
  const { made, path, place, plan } = await aheadStage();
  const file = path('robot.json');
  const others = '{"name": "robot$other", "secret": "Others1secret"}';
  writeFileSync(file, others);
  const taken = await place(file, { format: 'harborapi' });
  expect(taken).toMatchObject({ state: 'taken' });
  expect(taken?.why).toContain('robot$other');
  await expect(plan(taken)).rejects.toMatchObject({ code: 'unknown-item' });

  const free = path('free.json');
  const chosen = await place(free, { format: 'harborapi' });
  const planned = await plan(chosen);
  writeFileSync(free, others);
  await expect(plan(chosen)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(made.apply(planned)).rejects.toMatchObject({ code: 'not-allowed' });
  expect(changesSeen(made.simulator)).toEqual([]);
  expect(readFileSync(free, 'utf8')).toBe(others);

  // Another file, or none, and it goes on.
  made.app.desktop.savePath = file;
  const elsewhere = { id: planned.id, to: 'elsewhere' } as const;
  await expect(made.app.call('plans.exportTo', elsewhere)).rejects.toThrow('robot$other');
  made.app.desktop.savePath = path('own.json');
  const changed = await made.app.call('plans.exportTo', elsewhere);
  expect(changed.exportTo).toMatchObject({ path: path('own.json'), state: 'new' });
  const done = await made.apply(changed);
  expect(done.exportTo).toMatchObject({ failure: '' });
  const written = JSON.parse(readFileSync(path('own.json'), 'utf8')) as Record<string, unknown>;
  const robot = held(made.simulator, 'ship');
  expect(written).toMatchObject({ id: robot.id, name: 'robot$ship', secret: robot.secret });
});

test('several robots share a file whose format has room for them; others are refused with the reason', async () => {
  const { made, path, place, plan } = await aheadStage();
  const robots = [wishOf(made.instanceId, 'team', 'crew')];
  const ask = (format: string) =>
    made.app.call('secretExports.previewAhead', { robots, format, options: {} });
  expect((await ask('harborapi')).refused?.message).toContain('holds one robot, and 2 robots');
  const docker = await ask('docker-config');
  expect(docker.refused?.better).toContain('list-json');
  await expect(place(path('x'), { robots, format: 'harborapi' })).rejects.toThrow('one robot');
  await expect(place(path('x'), { robots })).rejects.toMatchObject({ code: 'not-allowed' });
  const preview = await ask('list-json');
  expect(preview.text).toContain('robot$team+ship');
  expect(preview.text).toContain('••••');

  const list = path('list.json');
  const done = await made.apply(
    await plan(await place(list, { robots, format: 'list-json' }), robots),
  );
  expect(done.exportTo?.failure).toBe('');
  const listed = JSON.parse(readFileSync(list, 'utf8')) as { robot: string; secret: string }[];
  expect(listed.map(({ robot }) => robot)).toEqual(['robot$team+ship', 'robot$crew+ship']);
  for (const { robot, secret } of listed) {
    const { simulator } = made;
    const row = [...simulator.state.robots.all()].find((one) => one.secret === secret);
    expect(robot).toContain(row?.name.split('+').at(-1) ?? 'nobody');
  }
});

test('of several robots those that were made are exported', async () => {
  const { made, path, place, plan } = await aheadStage();
  const robots = [wishOf(made.instanceId, 'team', 'nowhere')];
  const list = path('list.json');
  const planned = await plan(await place(list, { robots, format: 'list-json' }), robots);
  expect(planned.counts).toMatchObject({ planned: 1, blocked: 1 });
  const done = await made.apply(planned);
  expect(done.exportTo?.failure).toBe('');
  const listed = JSON.parse(readFileSync(list, 'utf8')) as { robot: string }[];
  expect(listed.map(({ robot }) => robot)).toEqual(['robot$team+ship']);
});

test('a file that was changed since it was shown is shown again before anything is sent', async () => {
  const { made, path, place, plan, host } = await aheadStage();
  const config = path('config.json');
  const planned = await plan(await place(config));
  writeFileSync(config, JSON.stringify({ auths: { [host]: { auth: 'eDp5' } } }));
  await expect(made.apply(planned)).rejects.toMatchObject({ code: 'conflict' });
  expect(changesSeen(made.simulator)).toEqual([]);
  const shown = await made.app.call('plans.get', { id: planned.id });
  expect(shown.exportTo).toMatchObject({ state: 'merge' });
  expect(shown.exportTo?.changes[0]).toContain('is replaced');
  const done = await made.apply(shown);
  expect(done.exportTo?.failure).toBe('');
  expect(await login(made, config)).toBe(200);
});

test('where nothing can be written any more, the robot is made, its secret is kept and the plan says why', async () => {
  const { made, path, place, plan } = await aheadStage();
  mkdirSync(path('out'));
  const planned = await plan(await place(join(path('out'), 'config.json')));
  // It was looked at before anything was sent, and is gone once the robot is asked for.
  made.simulator.faults.onRequest(({ method }) => {
    if (method === 'POST') rmSync(path('out'), { recursive: true });
  });
  const { exportTo, state, id, counts } = await made.apply(planned);
  expect({ state, done: counts.done }).toEqual({ state: 'finished', done: 1 });
  expect(exportTo?.failure).toContain('There is no folder');
  const { secrets } = await made.app.call('secrets.list', { planId: id });
  expect(secrets).toMatchObject([{ state: 'new', handedOver: false }]);
  const handles = secrets.map(({ handle }) => handle);
  expect(await made.app.call('secretPlaces.ofSecrets', { handles })).toEqual([]);

  // What the plan says is there after a restart.
  await made.app.quit();
  made.app = await made.computer.start();
  expect((await made.app.call('plans.get', { id })).exportTo?.failure).toContain('no folder');
});

test('a plan keeps its place over a restart, and gives none to others', async () => {
  const { made, path, place, plan } = await aheadStage();
  const config = path('config.json');
  const { id } = await plan(await place(config));
  made.app.desktop.savePath = path('a.purser-plan.json');
  await made.app.call('plans.save', { id });
  expect(readFileSync(path('a.purser-plan.json'), 'utf8')).not.toContain('config.json');
  await made.app.quit();
  made.app = await made.computer.start();
  await made.sync();
  const again = await made.app.call('plans.get', { id });
  expect(again).toMatchObject({ state: 'ready', exportTo: { path: config } });
  const dropped = await made.app.call('plans.exportTo', { id, to: 'nowhere' });
  expect(dropped.exportTo).toBeNull();
  await made.apply(dropped);
  expect(existsSync(config)).toBe(false);
});

test('links, taken names and recipients that are none are refused when the file is chosen', async () => {
  const { path, place } = await aheadStage();
  writeFileSync(path('there'), 'x');
  symlinkSync(path('there'), path('link'));
  expect(await place(path('link'))).toMatchObject({ state: 'taken' });
  expect(await place(path('there'), { format: 'list-json' })).toMatchObject({ state: 'taken' });
  const encryption = { kind: 'recipients', recipients: ['age1nobody'] } as const;
  await expect(
    place(path('free'), { encryption: { ...encryption, recipients: [...encryption.recipients] } }),
  ).rejects.toMatchObject({ code: 'invalid-input', details: { field: 'recipients' } });
});

test.runIf(hasRealKeychain)(
  'a plan that stopped for want of the keychain exports once it has gone on',
  async () => {
    const { made, path, place, plan } = await aheadStage();
    const config = path('config.json');
    const planned = await plan(await place(config));
    await lockKeyring();
    try {
      const stopped = await made.apply(planned);
      expect(stopped).toMatchObject({ state: 'paused', exportTo: { failure: null } });
      expect(changesSeen(made.simulator)).toEqual([]);
      expect(existsSync(config)).toBe(false);
    } finally {
      await unlockKeyring();
    }
    const done = await made.apply(planned);
    expect(done).toMatchObject({ state: 'finished', exportTo: { failure: '' } });
    expect(await login(made, config)).toBe(200);
  },
);

test('a plan that is closed before exports nothing', async () => {
  const { made, path, place, plan } = await aheadStage();
  const { id } = await plan(await place(path('config.json')));
  await made.app.call('plans.close', { id });
  const closed = await made.app.call('plans.get', { id });
  expect(closed).toMatchObject({ state: 'finished', exportTo: { failure: null } });
  expect(existsSync(path('config.json'))).toBe(false);
});

test('a plan that is copied names its file, its format and for whom it is encrypted, and no secret', async () => {
  const { made, path, place, plan } = await aheadStage();
  const recipients = [await identityToRecipient(await generateIdentity())];
  const file = path('a|b.json.age');
  const wish = { format: 'list-json', encryption: { kind: 'recipients' as const, recipients } };
  const planned = await plan(await place(file, wish));
  const copied = async () => (await made.app.call('plans.markdown', { id: planned.id })).text;
  const whereto = `as JSON list to ${file.replace('|', '\\|')}, encrypted for ${recipients.join()}.`;
  expect(await copied()).toContain(`\nIts secrets are to be exported ${whereto}\n`);
  await made.apply(planned);
  const text = await copied();
  expect(text).toContain(`\nIts secrets were exported ${whereto}\n`);
  expect(text).not.toContain(held(made.simulator, 'ship').secret);

  const closed = await plan(await place(path('other.json')), [wishOf(made.instanceId, 'team')]);
  await made.app.call('plans.close', { id: closed.id });
  expect((await made.app.call('plans.markdown', { id: closed.id })).text).toContain(
    `to ${path('other.json')}, not encrypted. The plan was closed before.`,
  );
});
