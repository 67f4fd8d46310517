import { expect, test } from 'vitest';
import { openInventory } from '../open-inventory.ts';
import { changesSeen, type Stage, stage } from './stage.ts';

/** What a plan shows of itself is what it allows, however slow the disk is. */

const disable = { kind: 'disable' } as const;

/** Starts Purser again on a disk that can be held when it keeps a plan. */
async function onSlowDisk(made: Stage) {
  let free = Promise.resolve();
  let open = (): void => undefined;
  let asked = 0;
  await made.app.quit();
  made.app = await made.computer.start({
    openInventory: async (options) => {
      const inventory = await openInventory(options);
      return {
        ...inventory,
        keepPlan: async (...plan) => {
          asked += 1;
          await free;
          await inventory.keepPlan(...plan);
        },
      };
    },
  });
  const hold = (): void => {
    asked = 0;
    free = new Promise((resolve) => {
      open = resolve;
    });
  };
  return {
    hold,
    letGo: () => open(),
    /** Keeps what waits, and holds what comes next. */
    next: () => {
      const first = open;
      hold();
      first();
    },
    /** Resolves when the disk is asked to keep a plan. */
    isAsked: () => expect.poll(() => asked).toBe(1),
  };
}

const stateOf = async ({ app }: Stage, id: string): Promise<string> =>
  (await app.call('plans.get', { id })).state;

test('a plan is called ready and finished only when the next thing can be done with it', async () => {
  const made = await stage();
  const disk = await onSlowDisk(made);
  disk.hold();
  const { id } = await made.app.call('plans.make', { operation: disable, keys: await made.keys() });
  await disk.isAsked();
  expect(await stateOf(made, id)).toBe('checking');
  disk.letGo();
  await expect.poll(() => stateOf(made, id), { interval: 1 }).toBe('ready');
  await made.app.call('plans.apply', { id });
  made.simulator.faults.onRequest(({ method }) => {
    if (method === 'PUT') disk.hold();
  });
  await disk.isAsked();
  expect(await stateOf(made, id)).toBe('running');
  // The step was written down; now the plan is.
  disk.next();
  await disk.isAsked();
  expect(await stateOf(made, id)).toBe('running');
  disk.letGo();
  await expect.poll(() => stateOf(made, id), { interval: 1 }).toBe('finished');
  await made.app.call('plans.undo', { id });
});

test('a plan that is stopped while it is written down as running sends nothing', async () => {
  const made = await stage();
  const disk = await onSlowDisk(made);
  const plan = await made.plan(disable);
  disk.hold();
  const applied = made.app.call('plans.apply', { id: plan.id });
  await disk.isAsked();
  await made.app.call('plans.stop', { id: plan.id });
  disk.letGo();
  await applied;
  expect(await made.settled(plan)).toMatchObject({ state: 'paused', counts: { planned: 1 } });
  expect(changesSeen(made.simulator)).toEqual([]);
});
