import { expect, test } from 'vitest';
import { stage, systemRobots, type Stage } from './stage.ts';

const secret = { kind: 'generate' } as const;
const inDays = (days: number) => ({ kind: 'days', days }) as const;
const DAY = 86_400;

/** The dates that open plans are about to make, in days from now. */
const planned = async ({ app }: Stage) =>
  (await app.services.commands.planned()).map(({ expiresAt, robot, twinOf, name }) => ({
    name,
    days: Math.round((expiresAt - Date.now() / 1_000) / DAY),
    isThere: robot !== null,
    twinOf: twinOf?.name ?? null,
  }));

test('a robot that is made again, new, or the twin of another has its date beforehand', async () => {
  const made = await stage({ robots: systemRobots('ci', 'deploy') });
  await made.plan({ kind: 'recreate', secret, until: inDays(30) }, 'name:deploy');
  expect(await planned(made)).toEqual([
    { name: 'robot$deploy', days: 30, isThere: true, twinOf: null },
  ]);
  const [key = 0] = await made.keys('name:ci');
  const twin = { key, name: 'ci-2', secret, until: inDays(60) };
  const plan = await made.settled(await made.app.call('rotations.begin', twin));
  expect(await planned(made)).toContainEqual({
    name: 'robot$ci-2',
    days: 60,
    isThere: false,
    twinOf: 'robot$ci',
  });
  await made.apply(plan);
  expect(await planned(made)).toHaveLength(1);
  const clone = {
    keys: [key],
    places: [{ instanceId: made.instanceId, projects: {} }],
    name: 'ci-3',
    secret,
    until: inDays(90),
    leaveOut: false,
  };
  await made.settled(await made.app.call('plans.clone', clone));
  expect(await planned(made)).toContainEqual({
    name: 'robot$ci-3',
    days: 90,
    isThere: false,
    twinOf: null,
  });
});
