import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectKept, planRobot, refresh } from './secrets-stage.ts';
import { held, stage, systemRobots, type Stage } from './stage.ts';

const generate = { kind: 'generate' } as const;
const CONFIG = 'config.json';

/** A robot whose secret is in docker's file, and noted at another place. */
async function exported(): Promise<Stage & { readonly config: string; readonly key: number }> {
  const made = await stage({ robots: systemRobots('ci') });
  const [key = 0] = await made.keys('ci');
  await made.run(refresh);
  const { secrets } = await made.app.call('secrets.list', {});
  const config = join(made.computer.home, CONFIG);
  writeFileSync(config, '{"auths":{}}');
  made.app.desktop.savePath = config;
  const place = await made.app.call('secretExports.place', {
    handles: secrets.map(({ handle }) => handle),
    format: 'docker-config',
    options: {},
    encryption: { kind: 'none' },
    pattern: null,
  });
  await made.app.call('secretExports.write', { place: place?.id ?? '' });
  await made.app.call('secretPlaces.note', { key, place: 'GitLab, group platform' });
  return Object.assign(made, { config, key });
}

/** What is said about the secrets of a plan. */
async function placesOf({ app }: Stage, planId: string) {
  const { secrets } = await app.call('secrets.list', { planId });
  return app.call('secretPlaces.ofSecrets', { handles: secrets.map(({ handle }) => handle) });
}

/** Exports to the file again as the sheet does, and answers who may sign in with it. */
async function exportAgain(made: Stage & { config: string }, ids: string[]): Promise<string> {
  const again = await made.app.call('secretPlaces.again', { ids });
  expect(again.gone).toBe(0);
  const { ready } = await made.app.call('secretExports.robots', { keys: again.keys, handles: [] });
  const place = await made.app.call('secretExports.place', {
    handles: ready.map(({ handle }) => handle),
    format: again.format,
    options: again.options,
    encryption: { kind: 'none' },
    again: again.id,
    pattern: null,
  });
  expect(place).toMatchObject({ state: 'merge', path: made.config });
  await made.app.call('secretExports.write', { place: place?.id ?? '' });
  const { auths } = JSON.parse(readFileSync(made.config, 'utf8')) as {
    auths: Record<string, { auth: string }>;
  };
  const { auth = '' } = auths[new URL(made.simulator.url).host] ?? {};
  return Buffer.from(auth, 'base64').toString('utf8');
}

test('a robot that is made again has the places of the one that it was, and is exported there again', async () => {
  const made = await exported();
  const plan = await made.apply(
    await made.plan({ kind: 'recreate', secret: generate, until: null }),
  );
  await expectKept(made, 'ci');
  const places = await placesOf(made, plan.id);
  expect(places).toMatchObject([
    { place: made.config, repeats: true, isBehind: true },
    { place: 'GitLab, group platform', repeats: false },
  ]);
  const login = await exportAgain(made, places[0]?.ids ?? []);
  expect(login).toBe(`robot$ci:${held(made.simulator, 'ci').secret}`);
  expect(await placesOf(made, plan.id)).toMatchObject([{ isBehind: false }, {}]);
});

test('a twin has the places of the robot that it is to replace, which keeps them', async () => {
  const made = await exported();
  const wish = { key: made.key, name: 'ci-2', secret: generate, until: null };
  const plan = await made.apply(await made.settled(await made.app.call('rotations.begin', wish)));
  const places = await placesOf(made, plan.id);
  expect(places).toMatchObject([{ place: made.config, isBehind: true }, { repeats: false }]);
  const [old] = await made.app.call('secretPlaces.list', { keys: [made.key] });
  expect(old?.places).toHaveLength(2);
  const login = await exportAgain(made, places[0]?.ids ?? []);
  expect(login).toBe(`robot$ci-2:${held(made.simulator, 'ci-2').secret}`);
});

test('a robot that takes the place of a legacy one is brought to where that was noted', async () => {
  const made = await stage({ robots: [{ name: 'jenkins', legacy: true, project: 'library' }] });
  const [key = 0] = await made.keys('jenkins');
  await made.app.call('secretPlaces.note', { key, place: 'Jenkins, folder team' });
  const wish = {
    definition: {
      name: 'jenkins',
      level: 'project',
      description: '',
      until: { kind: 'days', days: 30 },
      disabled: false,
      permissions: [
        {
          kind: 'project',
          namespace: '',
          access: [{ resource: 'repository', action: 'pull', effect: '' }],
        },
      ],
    },
    places: [{ instanceId: made.instanceId, project: 'library' }],
    secret: generate,
  } as const;
  const robots = [structuredClone(wish)] as never[];
  const input = { robots, source: 'legacy', replaces: key } as const;
  const plan = await made.apply(await made.settled(await made.app.call('plans.create', input)));
  expect(plan.counts.done).toBe(1);
  expect(await placesOf(made, plan.id)).toMatchObject([{ place: 'Jenkins, folder team' }]);
});

test('a robot of its own has nobody’s places', async () => {
  const made = await exported();
  const plan = await made.apply(await planRobot(made, { name: 'ci-3' }));
  expect(await placesOf(made, plan.id)).toEqual([]);
});
