import { expect, test } from 'vitest';
import { changesSeen, held, type Stage, stage, systemRobots } from './stage.ts';

const disable = { kind: 'disable' } as const;

const undo = async (made: Stage, id: string) =>
  made.settled(await made.app.call('plans.undo', { id }));

const canUndo = async ({ app }: Stage, id: string): Promise<boolean> =>
  (await app.call('plans.get', { id })).canUndo;

test('an undo that was closed unsent leaves the change to be taken back', async () => {
  const made = await stage();
  const { id } = await made.apply(await made.plan(disable));
  const first = await undo(made, id);
  expect(await canUndo(made, id)).toBe(true);
  expect((await undo(made, id)).id).toBe(first.id);
  await made.app.call('plans.close', { id: first.id });
  await made.app.quit();
  made.app = await made.computer.start();
  const second = await undo(made, id);
  expect(second).toMatchObject({ state: 'ready', undoOf: id, counts: { planned: 1 } });
  expect(second.id).not.toBe(first.id);
  expect(await made.apply(second)).toMatchObject({ counts: { done: 1 } });
  expect(held(made.simulator, 'ci').disabled).toBe(false);
  await expect(made.app.call('plans.undo', { id })).rejects.toMatchObject({ code: 'not-allowed' });
});

test('two who ask for an undo at once get the same plan', async () => {
  const made = await stage();
  const { id } = await made.apply(await made.plan(disable));
  const asked = [1, 2].map(() => made.app.call('plans.undo', { id }));
  const [one, other] = await Promise.all(asked);
  expect(other?.id).toBe(one?.id);
});

test('what an undo did not come to can be taken back still, and nothing is twice', async () => {
  const draft = { config: { parallel: 1 } };
  const made = await stage({ robots: systemRobots('a', 'b', 'c') }, { draft });
  const { id } = await made.apply(await made.plan(disable));
  const first = await undo(made, id);
  made.simulator.faults.add({ kind: 'internal-error', method: 'PUT', times: 1, after: 1 });
  let puts = 0;
  made.simulator.faults.onRequest(async ({ method }) => {
    if (method === 'PUT') puts += 1;
    if (puts === 2) await made.app.call('plans.stop', { id: first.id });
  });
  expect(await made.apply(first)).toMatchObject({
    state: 'paused',
    counts: { done: 1, refused: 1, planned: 1 },
  });
  made.simulator.faults.clear();
  expect((await undo(made, id)).id).toBe(first.id);
  await made.app.call('plans.close', { id: first.id });
  await made.app.quit();
  made.app = await made.computer.start();
  const before = changesSeen(made.simulator).length;
  const second = await undo(made, id);
  expect((await made.steps(second)).map(({ robotName }) => robotName)).toEqual([
    'robot$b',
    'robot$c',
  ]);
  expect(await made.apply(second)).toMatchObject({ counts: { done: 2 } });
  expect(changesSeen(made.simulator)).toHaveLength(before + 2);
  expect(await canUndo(made, id)).toBe(false);
});

test('what came out otherwise than planned is taken back, and what others changed stays', async () => {
  const made = await stage();
  let wasPut = false;
  made.simulator.faults.onRequest(({ method }) => {
    if (wasPut) held(made.simulator, 'ci').description = 'theirs';
    wasPut ||= method === 'PUT';
  });
  const plan = await made.apply(await made.plan(disable));
  expect(plan).toMatchObject({ counts: { differs: 1 }, canUndo: true });
  made.simulator.faults.clear();
  const back = await undo(made, plan.id);
  expect(await made.steps(back)).toMatchObject([
    { changes: [{ field: 'state', from: 'disabled', to: 'enabled' }] },
  ]);
  expect(await made.apply(back)).toMatchObject({ counts: { done: 1 } });
  expect(held(made.simulator, 'ci')).toMatchObject({ disabled: false, description: 'theirs' });
});

test('where Harbor kept what it had, there is nothing to be taken back', async () => {
  const made = await stage();
  let wasPut = false;
  made.simulator.faults.onRequest(({ method }) => {
    if (wasPut) held(made.simulator, 'ci').disabled = false;
    wasPut ||= method === 'PUT';
  });
  expect(await made.apply(await made.plan(disable))).toMatchObject({
    counts: { differs: 1 },
    canUndo: false,
  });
});
