import { expect, test } from 'vitest';
import { harbor } from '../harbor/stage.ts';
import { draftFor } from '../instances/stage.ts';
import { stage, systemRobots } from './stage.ts';

const disable = { kind: 'disable' } as const;
const many = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `r${String(index).padStart(3, '0')}`);

test('the first robot goes alone, and stops the rest when it is refused', async () => {
  const { simulator, plan, apply } = await stage({ robots: systemRobots(...many(12)) });
  const checked = await plan(disable);
  simulator.faults.add({ kind: 'internal-error', method: 'PUT', times: 1 });
  const paused = await apply(checked);
  expect(paused).toMatchObject({ state: 'paused', counts: { refused: 1, planned: 11 } });
  expect(paused.pausedWhy).toContain('first robot');
  expect(await apply(paused)).toMatchObject({
    state: 'finished',
    counts: { done: 11, refused: 1 },
  });
});

test('three failures in a row pause the plan', async () => {
  const draft = { config: { parallel: 1 } };
  const { simulator, plan, apply } = await stage({ robots: systemRobots(...many(8)) }, { draft });
  const checked = await plan(disable);
  simulator.faults.add({ kind: 'internal-error', method: 'PUT', times: 3, after: 2 });
  const paused = await apply(checked);
  expect(paused).toMatchObject({ state: 'paused', counts: { done: 2, refused: 3, planned: 3 } });
  expect(await apply(paused)).toMatchObject({ state: 'finished', counts: { done: 5, refused: 3 } });
});

test('three failures in a row at one instance pause the plan, whatever is done at others', async () => {
  const draft = { config: { parallel: 1 } };
  const made = await stage({ robots: systemRobots('bad-1', 'bad-2', 'bad-3') }, { draft });
  const { app, simulator, settled, keys, apply } = made;
  const healthy = await harbor();
  healthy.seed({ robots: systemRobots('good-1', 'good-2', 'good-3', 'good-4', 'good-5') });
  await app.call('instances.save', draftFor(healthy, 'eu', draft));
  await app.call('sync.start', { ids: [(await app.view('eu')).config.id] });
  await app.services.sync.settled();
  const names = await keys();
  expect(names).toHaveLength(8);
  const checked = await settled(await app.call('plans.make', { operation: disable, keys: names }));

  // Each failure comes between two that are done: a change there ends before the next is sent.
  const puts = { bad: 0, good: 0 };
  simulator.faults.add({ kind: 'internal-error', method: 'PUT' });
  simulator.faults.onRequest(async ({ method }) => {
    if (method !== 'PUT') return;
    puts.bad += 1;
    await expect.poll(() => puts.good).toBeGreaterThan(puts.bad);
  });
  healthy.faults.onRequest(async ({ method }) => {
    if (method !== 'PUT') return;
    puts.good += 1;
    const turn = puts.good;
    if (turn > 1 && turn < 4) await expect.poll(() => puts.bad).toBeGreaterThanOrEqual(turn);
  });
  const paused = await apply(checked);
  expect(paused).toMatchObject({ state: 'paused', counts: { refused: 3 } });
  expect(paused.pausedWhy).toContain('3 robots in a row on prod');
});

test('a Harbor gets as many requests at once as it is meant to, whatever is under way', async () => {
  const draft = { config: { parallel: 2 } };
  const { simulator, plan, apply } = await stage({ robots: systemRobots(...many(8)) }, { draft });
  const checked = await plan(disable);
  simulator.traffic.clear();
  let puts = 0;
  simulator.faults.onRequest(async ({ method }) => {
    if (method !== 'PUT') return;
    puts += 1;
    // The first of each two is answered when the second is there.
    const pair = Math.ceil(puts / 2) * 2;
    await expect.poll(() => puts).toBeGreaterThanOrEqual(pair);
  });
  expect(await apply(checked)).toMatchObject({ counts: { done: 8 } });
  expect(simulator.traffic.maxInFlight).toBe(2);
});
