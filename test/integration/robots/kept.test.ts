import { expect, test } from 'vitest';
import { held, type Stage, stage, systemRobots } from './stage.ts';

const disable = { kind: 'disable' } as const;

/** Closes Purser and starts it again on the same folder. */
async function restart(made: Stage): Promise<void> {
  await made.app.quit();
  made.app = await made.computer.start();
}

test('finished plans are there after a restart, and can be taken back', async () => {
  const made = await stage({ robots: systemRobots('a', 'b', 'c') });
  held(made.simulator, 'b').grants = [];
  const done = await made.apply(await made.plan(disable));
  await restart(made);
  const plans = await made.app.call('plans.list');
  expect(plans).toEqual([{ ...done, production: 0 }]);
  expect(plans).toMatchObject([{ state: 'finished', counts: { done: 2, blocked: 1 } }]);
  expect(await made.steps(done)).toMatchObject([
    { status: 'done' },
    { status: 'blocked' },
    { status: 'done' },
  ]);
  const { text } = await made.app.call('plans.markdown', { id: done.id });
  expect(text).toContain('robot$c');
  const undo = await made.settled(await made.app.call('plans.undo', { id: done.id }));
  expect(await made.apply(undo)).toMatchObject({ state: 'finished', counts: { done: 2 } });
  expect(held(made.simulator, 'a').disabled).toBe(false);
  expect(await made.app.call('plans.get', { id: done.id })).toMatchObject({ canUndo: false });
});

test('a plan that was only checked is ready still, and one that was paused says why', async () => {
  const made = await stage({ robots: systemRobots('a', 'b') });
  const ready = await made.plan(disable, 'name:a');
  const paused = await made.plan(disable, 'name:b');
  await made.app.call('instances.setLocked', { id: made.instanceId, locked: true });
  const { pausedWhy } = await made.apply(paused);
  await made.app.call('instances.setLocked', { id: made.instanceId, locked: false });
  await restart(made);
  expect(await made.app.call('plans.get', { id: ready.id })).toMatchObject({ state: 'ready' });
  expect(await made.app.call('plans.get', { id: paused.id })).toMatchObject({
    state: 'paused',
    pausedWhy,
  });
  expect(await made.apply(ready)).toMatchObject({ counts: { done: 1 } });
});

test('only so many finished plans are kept; open ones and the journal stay', async () => {
  const made = await stage();
  const open = await made.plan(disable);
  const { inventory } = made.app.services;
  const createdAt = Math.floor(Date.now() / 1_000);
  const keep = (index: number, finished: boolean, made: number): Promise<void> =>
    inventory.keepPlan(
      {
        id: `plan ${String(index)}`,
        finished,
        data: JSON.stringify({ createdAt: made, view: { steps: 10 } }),
      },
      [{ place: 0, data: '{}' }],
      [],
    );
  for (let index = 0; index < 12; index += 1) await keep(index, true, createdAt);
  await keep(12, true, createdAt - 91 * 86_400);
  const ids = async (bounds: Parameters<typeof inventory.keptPlans>[0]): Promise<string[]> =>
    (await inventory.keptPlans(bounds)).map(({ id }) => id);
  const since = createdAt - 90 * 86_400;
  expect(await ids({ since, plans: 200, steps: 1_000 })).toHaveLength(13);
  expect(await ids({ since, plans: 8, steps: 1_000 })).toHaveLength(9);
  expect(await ids({ since, plans: 8, steps: 35 })).toEqual([
    open.id,
    'plan 9',
    'plan 10',
    'plan 11',
  ]);
  expect(await ids({ since, plans: 8, steps: 1 })).toEqual([open.id, 'plan 11']);
  expect(await inventory.keptSteps('plan 3', 0, 9)).toEqual([]);
});

test('a plan that was not kept whole is none, and leaves nothing behind', async () => {
  const made = await stage({ robots: systemRobots('a', 'b', 'c') });
  const whole = await made.plan(disable);
  const bounds = { since: 1, plans: 200, steps: 1_000 };
  const kept = () => made.app.services.inventory.keptPlans(bounds);
  const [plan] = await kept();
  const id = crypto.randomUUID();
  const data = JSON.stringify({ ...(JSON.parse(plan?.data ?? '') as object), id });
  const [step] = await made.app.services.inventory.keptSteps(whole.id, 0, 1);
  await made.app.services.inventory.keepPlan({ id, finished: false, data }, step ? [step] : [], []);
  await restart(made);
  expect((await made.app.call('plans.list')).map((one) => one.id)).toEqual([whole.id]);
  expect((await kept()).map((one) => one.id)).toEqual([whole.id]);
});

test(
  'a large plan that was stopped, or closed then, is as it was shown',
  { timeout: 60_000 },
  async () => {
    const made = await stage({
      robots: systemRobots(...Array.from({ length: 1_100 }, (_, at) => `r${String(at)}`)),
    });
    let reads = 0;
    let letGo = (): void => undefined;
    const answer = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const isHeld = new Promise<void>((resolve) => {
      made.simulator.faults.onRequest(({ target }) => {
        if (/robots\/\d+$/.test(target)) reads += 1;
        if (reads <= 600) return undefined;
        resolve();
        return answer;
      });
    });
    const keys = await made.keys();
    const { id } = await made.app.call('plans.make', { operation: disable, keys });
    const now = () => made.app.call('plans.get', { id });
    await isHeld;
    await made.app.call('plans.stop', { id });
    letGo();
    const stopped = await made.settled(await now());
    expect(stopped.pausedWhy).toBe('The check was stopped.');
    expect(stopped.unchecked).toBe(stopped.counts.blocked);
    expect(stopped.counts.planned).toBeGreaterThan(500);
    expect(stopped.counts.blocked).toBeGreaterThan(400);
    const shown = await made.steps(stopped);
    await restart(made);
    expect(await now()).toEqual(stopped);
    expect(await made.steps(stopped)).toEqual(shown);

    await made.app.call('plans.close', { id });
    const closed = await now();
    expect(closed.counts).toEqual({
      ...stopped.counts,
      planned: 0,
      'not-tried': stopped.counts.planned,
    });
    const left = await made.steps(closed);
    await restart(made);
    expect(await now()).toEqual(closed);
    expect(await made.steps(closed)).toEqual(left);
  },
);

test('a plan is kept whole before the first of its robots was read', async () => {
  const made = await stage({ robots: systemRobots('a', 'b') });
  const { inventory } = made.app.services;
  let letGo = (): void => undefined;
  const answer = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  made.simulator.faults.onRequest(() => answer);
  const plan = await made.app.call('plans.make', {
    operation: disable,
    keys: await made.keys(),
  });
  await expect.poll(() => inventory.keptSteps(plan.id, 0, 9)).toHaveLength(2);
  const [kept] = await inventory.keptPlans({ since: 1, plans: 200, steps: 1_000 });
  expect(JSON.parse(kept?.data ?? '')).toMatchObject({ id: plan.id, state: 'checking', count: 2 });
  letGo();
  expect(await made.settled(plan)).toMatchObject({ state: 'ready', counts: { planned: 2 } });
});

test('a plan that was being checked when Purser was killed is checked again', async () => {
  const made = await stage({ robots: systemRobots('a', 'b') });
  const { inventory } = made.app.services;
  const plan = await made.plan(disable);
  const [kept] = await inventory.keptPlans({ since: 1, plans: 200, steps: 1_000 });
  const [first] = await inventory.keptSteps(plan.id, 0, 1);
  const cut = { ...(JSON.parse(kept?.data ?? '') as object), state: 'checking' };
  const unread = { ...(JSON.parse(first?.data ?? '') as object), fresh: null, edit: null };
  await inventory.keepPlan(
    { id: plan.id, finished: false, data: JSON.stringify(cut) },
    [{ place: 0, data: JSON.stringify(unread) }],
    [],
  );
  await restart(made);
  const found = await made.app.call('plans.get', { id: plan.id });
  expect(found).toMatchObject({
    state: 'ready',
    pausedWhy: 'The check was stopped.',
    unchecked: 1,
    counts: { planned: 1, blocked: 1 },
  });
  await made.app.call('plans.check', { id: plan.id });
  expect(await made.settled(plan)).toMatchObject({ unchecked: 0, counts: { planned: 2 } });
});

test('a plan of an instance that was removed says so, and is closed', async () => {
  const made = await stage();
  const plan = await made.plan(disable);
  await made.app.call('instances.remove', { id: made.instanceId });
  await made.app.call('plans.check', { id: plan.id });
  const checked = await made.settled(plan);
  expect(checked).toMatchObject({ state: 'ready', counts: { blocked: 1 } });
  expect(await made.steps(checked)).toMatchObject([
    {
      findings: [{ rule: 'instance-removed', wayOut: expect.stringContaining('Close') as string }],
    },
  ]);
  await made.app.call('plans.close', { id: plan.id });
  expect(await made.settled(plan)).toMatchObject({ state: 'finished' });
});

test('a plan whose instance is removed before it is sent pauses, and is closed', async () => {
  const made = await stage();
  const plan = await made.plan(disable);
  await made.app.call('instances.remove', { id: made.instanceId });
  const paused = await made.apply(plan);
  expect(paused).toMatchObject({ state: 'paused', counts: { planned: 1 } });
  expect(paused.pausedWhy).toContain('removed');
  await made.app.call('plans.close', { id: plan.id });
  expect(await made.settled(plan)).toMatchObject({
    state: 'finished',
    counts: { 'not-tried': 1 },
  });
});
