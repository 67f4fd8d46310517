import { expect, test } from 'vitest';
import type { Plan, PlanStep } from '../../../shared/contract/plans.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { settled, SOON, type App } from '../instances/stage.ts';
import { changesSeen } from '../robots/stage.ts';
import { oidcDraft, withPeople } from './app-stage.ts';

/** What one person has planned, and the next one signs in to. */

const planNow = (app: App, id: string): Promise<Plan> => app.call('plans.get', { id });

const standsStill = async (app: App, id: string, state: Plan['state']): Promise<Plan> => {
  await expect.poll(async () => (await planNow(app, id)).state, SOON).toBe(state);
  await app.services.commands.settled();
  return planNow(app, id);
};

/** Ada signs in and plans to disable five robots. */
async function planned(app: App, simulator: Simulator): Promise<{ plan: string; at: string }> {
  await app.call('signIn.begin', { draft: oidcDraft(simulator) });
  const { config } = await app.call('instances.save', oidcDraft(simulator));
  await settled(app, 'prod', 'fresh');
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await app.call('robots.query', { query: '', scope: [], sort });
  const operation = { kind: 'disable' } as const;
  const { id } = await app.call('plans.make', { operation, keys: [...keys] });
  await standsStill(app, id, 'ready');
  return { plan: id, at: config.id };
}

/** Applies it until the session ends at Harbor, after two robots. */
async function cutOff(app: App, simulator: Simulator, id: string): Promise<Plan> {
  let sent = 0;
  simulator.faults.onRequest(({ method }) => {
    if (method === 'PUT') sent += 1;
    if (sent === 3) simulator.state.sessions.clear();
  });
  await app.call('plans.apply', { id });
  const paused = await standsStill(app, id, 'paused');
  simulator.faults.clear();
  expect(paused.counts).toMatchObject({ done: 2, planned: 3 });
  expect(paused.pausedWhy).toContain('Nobody is signed in');
  return paused;
}

const stepsOf = (app: App, id: string): Promise<readonly PlanStep[]> =>
  app.call('plans.steps', { id, from: 0, count: 10 });

// Three sign-ins, each with a plan read afresh after it.
const LONG = { timeout: 60_000 };

test(
  'what stopped for want of a sign-in is checked afresh for whoever signs in next',
  LONG,
  async () => {
    const { simulator, person, start } = await withPeople();
    const app = await start();
    const { plan, at } = await planned(app, simulator);
    await cutOff(app, simulator, plan);
    await settled(app, 'prod', 'sign-in-ended');

    person.script = (window) => window.signIn('ben');
    await app.call('signIn.begin', { id: at });
    const checked = await standsStill(app, plan, 'ready');
    expect(checked.counts).toMatchObject({ done: 2, blocked: 3 });
    expect(checked.pausedWhy).toBe(
      'ben is signed in to prod now. This plan was checked as ada before; what is left of it was checked afresh.',
    );
    const refused = (await stepsOf(app, plan)).filter(({ status }) => status === 'blocked');
    for (const { findings } of refused) {
      expect(findings[0]?.message).toContain('ben is not a system administrator of prod');
    }
    expect(changesSeen(simulator)).toHaveLength(3);

    // Back again: nothing of the check for the other counts any more.
    await app.call('signIn.end', { id: at });
    await settled(app, 'prod', 'sign-in-ended');
    person.script = (window) => window.signIn('ada');
    await app.call('signIn.begin', { id: at });
    await app.call('plans.check', { id: plan });
    expect(await standsStill(app, plan, 'ready')).toMatchObject({
      counts: { done: 2, planned: 3 },
    });
    await app.call('plans.apply', { id: plan });
    expect(await standsStill(app, plan, 'finished')).toMatchObject({ counts: { done: 5 } });
  },
);

test('a plan that one person made is not sent as another before it was checked for them', async () => {
  const { simulator, person, start } = await withPeople();
  const app = await start();
  const { plan, at } = await planned(app, simulator);
  await app.call('signIn.end', { id: at });
  person.script = (window) => window.signIn('ben');
  await app.call('signIn.begin', { id: at });
  await settled(app, 'prod', 'fresh');
  expect((await planNow(app, plan)).pausedWhy).toBe(
    'ben is signed in to prod now, and this plan was checked as ada. What is left of it is checked afresh before it is sent.',
  );
  await app.call('plans.apply', { id: plan });
  const checked = await standsStill(app, plan, 'ready');
  expect(checked).toMatchObject({ counts: { blocked: 5 } });
  expect(checked.pausedWhy).toContain('ben is signed in to prod now.');
  expect(changesSeen(simulator)).toEqual([]);
});

test('after a restart a plan says who is signed in by now, and waits for them to resume it', async () => {
  const { simulator, start } = await withPeople();
  const app = await start();
  const { plan, at } = await planned(app, simulator);
  await cutOff(app, simulator, plan);
  await app.quit();

  const again = await start();
  await settled(again, 'prod', 'sign-in-ended');
  expect((await planNow(again, plan)).pausedWhy).toContain('Nobody is signed in');
  await again.call('signIn.begin', { id: at });
  expect(await standsStill(again, plan, 'paused')).toMatchObject({
    pausedWhy: 'ada is signed in to prod again.',
    waitsFor: [],
  });
  await again.call('plans.apply', { id: plan });
  expect(await standsStill(again, plan, 'finished')).toMatchObject({ counts: { done: 5 } });
});

test('a plan that runs does not go on in the session of somebody else', async () => {
  const { simulator, person, start } = await withPeople();
  const app = await start();
  const { plan, at } = await planned(app, simulator);
  // The first session lives on at Harbor, so that nothing there keeps the plan from going on.
  simulator.faults.add({ kind: 'cut-before', path: '/c/log_out' });
  person.script = (window) => window.signIn('ben');
  let sent = 0;
  simulator.faults.onRequest(async ({ method }) => {
    if (method !== 'PUT') return;
    sent += 1;
    if (sent === 2) await app.call('signIn.begin', { id: at });
  });
  await app.call('plans.apply', { id: plan });
  await expect.poll(async () => (await planNow(app, plan)).state, SOON).toBe('paused');
  await app.services.commands.settled();
  expect((await planNow(app, plan)).pausedWhy).toContain('ben is signed in to prod now');
  expect(sent).toBe(2);
});
