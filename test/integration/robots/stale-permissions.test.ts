import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Operation } from '../../../shared/contract/operations.ts';
import type { Plan } from '../../../shared/contract/plans.ts';
import { changesSeen, held, type Stage, stage, systemRobots } from './stage.ts';

const STALE = { scope: '/project/*', resource: 'helm-chart', action: 'read' } as const;
const ninety = { kind: 'days', days: 90 } as const;
const push = {
  kind: 'project',
  namespace: '*',
  access: [{ resource: 'repository', action: 'push', effect: '' }],
};

/** Robots of which the first ones hold a permission that their Harbor no longer accepts. */
async function staleRobots(names: readonly string[], stale: readonly string[]): Promise<Stage> {
  const made = await stage({ robots: systemRobots(...names) });
  for (const name of stale) {
    const { id } = held(made.simulator, name);
    made.simulator.fixture({ fixture: 'grant', id, ...STALE });
  }
  await made.sync();
  return made;
}

async function drop(made: Stage, plan: Plan, steps: 'all' | number[] = 'all'): Promise<Plan> {
  await made.app.call('plans.dropStale', { id: plan.id, steps });
  return made.settled(plan);
}

const grantsOf = ({ simulator }: Stage, name: string): string[] =>
  held(simulator, name)
    .grants.map(({ resource, action }) => `${resource}:${action}`)
    .sort();

const CHANGES: readonly (readonly [string, Operation])[] = [
  ['disabling', { kind: 'disable' }],
  ['renewing', { kind: 'renew', until: ninety }],
  ['changing permissions by rules', { kind: 'permissions', add: [push], remove: [] }],
  ['renewing with a new secret', { kind: 'refresh', secret: { kind: 'generate' }, until: ninety }],
];

test.each(CHANGES)('%s drops stale permissions in the same plan', async (_, operation) => {
  const made = await staleRobots(['ci'], ['ci']);
  const blocked = await made.plan(operation);
  expect(blocked).toMatchObject({ stale: 1, counts: { blocked: 1 } });

  const plan = await drop(made, blocked);
  expect(plan).toMatchObject({ state: 'ready', stale: 0, counts: { planned: 1 } });
  const [step] = await made.steps(plan);
  expect(step?.findings).toContainEqual(
    expect.objectContaining({ severity: 'warning', rule: 'stale-permissions' }),
  );
  expect(step?.changes).toContainEqual(
    expect.objectContaining({
      field: 'permissions removed',
      from: 'helm-chart:read on all projects',
    }),
  );

  expect(await made.apply(plan)).toMatchObject({ counts: { done: 1 } });
  expect(grantsOf(made, 'ci')).not.toContain('helm-chart:read');
  expect(grantsOf(made, 'ci')).toContain('repository:pull');
});

test('enabling drops them too, and one robot at a time where only it is meant', async () => {
  const made = await staleRobots(['a', 'b', 'c'], ['a', 'b']);
  for (const name of ['a', 'b', 'c']) held(made.simulator, name).disabled = true;
  await made.sync();
  const plan = await made.plan({ kind: 'enable' });
  expect(plan).toMatchObject({ stale: 2, counts: { blocked: 2, planned: 1 } });
  const one = await drop(made, plan, [0]);
  expect(one).toMatchObject({ stale: 1, counts: { blocked: 1, planned: 2 } });
  expect(await made.apply(one)).toMatchObject({ counts: { done: 2, blocked: 1 } });
  expect(grantsOf(made, 'a')).toEqual(['repository:pull']);
  expect(grantsOf(made, 'b')).toEqual(['helm-chart:read', 'repository:pull']);
});

test('what is to be undone does not bring them back', async () => {
  const made = await staleRobots(['ci'], ['ci']);
  const done = await made.apply(await drop(made, await made.plan({ kind: 'disable' })));
  const undo = await made.settled(await made.app.call('plans.undo', { id: done.id }));
  expect(undo).toMatchObject({ stale: 0, counts: { planned: 1 } });
  expect(await made.apply(undo)).toMatchObject({ counts: { done: 1 } });
  expect(held(made.simulator, 'ci').disabled).toBe(false);
  expect(grantsOf(made, 'ci')).toEqual(['repository:pull']);
});

test('what is asked for itself and not accepted is not dropped unsaid', async () => {
  const made = await staleRobots(['ci'], ['ci']);
  const access = [{ resource: 'helm-chart', action: 'create', effect: '' }];
  const plan = await made.plan({ kind: 'permissions', add: [{ ...push, access }], remove: [] });
  expect(plan).toMatchObject({ stale: 0, counts: { blocked: 1 } });
  await expect(drop(made, plan, [0])).rejects.toMatchObject({ code: 'not-allowed' });
  expect(changesSeen(made.simulator)).toEqual([]);
});

test('a plan from a file still drops what was said to be dropped', async () => {
  const made = await staleRobots(['ci'], ['ci']);
  const plan = await drop(made, await made.plan({ kind: 'disable' }));
  const path = join(made.computer.home, 'plan.json');
  made.app.desktop.savePath = path;
  made.app.desktop.pickPath = path;
  await made.app.call('plans.save', { id: plan.id });
  const opened = await made.app.call('plans.open');
  if (opened === null) throw new Error('a file was chosen');
  expect(await made.settled(opened)).toMatchObject({ stale: 0, counts: { planned: 1 } });
});
