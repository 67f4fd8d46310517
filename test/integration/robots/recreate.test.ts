import { describe, expect, test } from 'vitest';
import { carryOut, pendingIn } from './secrets-stage.ts';
import { held, stage, systemRobots, type Stage } from './stage.ts';

const generated = { kind: 'recreate', secret: { kind: 'generate' }, until: null } as const;

const namesAt = ({ simulator }: Stage): string[] =>
  [...simulator.state.robots.all()].map(({ name }) => name);

/** What a step says of a robot that was deleted and could not be made again. */
const GONE_FOR_NOW = {
  status: 'differs',
  differs: [{ field: 'robot', planned: 'made again', found: 'deleted, and not made again' }],
  error: { message: expect.stringMatching(/The old robot is gone.*make it again/) },
};

test('the secret of the old robot is outdated once Harbor has deleted that, and not before', async () => {
  const made = await stage({ robots: systemRobots('ci') });
  await made.run({ kind: 'refresh', secret: { kind: 'generate' }, until: null });
  const states = async () => {
    const { secrets } = await made.app.call('secrets.list', {});
    return secrets.map(({ robotId, state }): [number | null, string] => [robotId, state]);
  };
  const { id } = held(made.simulator, 'ci');
  expect(await states()).toEqual([[id, 'new']]);
  const plan = await made.plan(generated);
  made.simulator.faults.add({ kind: 'cut-before', method: 'DELETE', times: 99 });
  await made.apply(plan);
  expect(held(made.simulator, 'ci').id).toBe(id);
  expect(await states()).toContainEqual([id, 'new']);
  made.simulator.faults.clear();
  expect(await made.run(generated)).toMatchObject([{ status: 'done' }]);
  const next = held(made.simulator, 'ci').id;
  expect(Object.fromEntries(await states())).toEqual({ [id]: 'outdated', [next]: 'new' });
});

describe('a robot that is deleted and not made again', () => {
  test('is said to be gone where Harbor refuses the new one', async () => {
    const made = await stage({ robots: systemRobots('ci') });
    const plan = await made.plan(generated);
    made.simulator.faults.onRequest(({ method }) => {
      if (method !== 'POST') return;
      const users = [...made.simulator.state.users.values()];
      const admin = users.find(({ username }) => username === 'admin');
      if (admin) Object.assign(admin, { sysadmin: false });
    });
    expect(await carryOut(made, plan)).toMatchObject([GONE_FOR_NOW]);
    expect(namesAt(made)).toEqual([]);
    expect(pendingIn(made)).toEqual([]);
  });

  test('is said to be gone where its new secret is not here any more', async () => {
    const made = await stage({ robots: systemRobots('ci') });
    const { handle } = await made.app.call('secrets.handIn', { secret: 'My-own-secret-1' });
    const plan = await made.plan({ ...generated, secret: { kind: 'own', handle } });
    const stop = made.simulator.faults.onRequest(({ method }) => {
      if (method !== 'DELETE') return;
      made.simulator.faults.add({ kind: 'cut-before', method: 'GET', times: 100 });
    });
    const paused = await made.apply(plan);
    stop();
    expect(paused).toMatchObject({ state: 'paused' });
    made.simulator.faults.clear();
    const { secrets } = await made.app.call('secrets.list', { planId: plan.id });
    const handles = secrets.map((one) => one.handle);
    expect(handles).toHaveLength(1);
    await made.app.call('secrets.forget', { handles, sure: true });
    // What was handed in is held in memory alone.
    await made.app.quit();
    made.app = await made.computer.start();
    expect(await carryOut(made, paused)).toMatchObject([GONE_FOR_NOW]);
    expect(namesAt(made)).toEqual([]);
  });
});

test('a robot that was made, and whose secret is not here any more, is not called gone', async () => {
  const made = await stage({ robots: systemRobots('ci') });
  const { id } = held(made.simulator, 'ci');
  const { handle } = await made.app.call('secrets.handIn', { secret: 'My-own-secret-1' });
  const plan = await made.plan({ ...generated, secret: { kind: 'own', handle } });
  const stop = made.simulator.faults.onRequest(({ method }) => {
    if (method === 'POST') made.computer.broken = 'Cannot get a secret from a locked object';
  });
  const paused = await made.apply(plan);
  stop();
  expect(paused).toMatchObject({ state: 'paused' });
  made.computer.broken = null;
  await made.app.call('keychain.retry');
  const { secrets } = await made.app.call('secrets.list', { planId: plan.id });
  await made.app.call('secrets.forget', {
    handles: secrets.map((one) => one.handle),
    sure: true,
  });
  await made.app.quit();
  made.app = await made.computer.start();
  expect(await carryOut(made, paused)).toMatchObject([
    { status: 'unknown', error: { message: expect.stringMatching(/nobody knows its secret/) } },
  ]);
  expect(held(made.simulator, 'ci').id).not.toBe(id);
});

test('the plan that replaces a legacy robot names it, also after a restart', async () => {
  const made = await stage({ robots: systemRobots('ci') });
  made.simulator.fixture({
    fixture: 'legacy-robot',
    project: 'library',
    name: 'robot$old',
    id: 900,
  });
  await made.sync();
  const [key = 0] = await made.keys('name:old');
  const { id } = await made.app.call('plans.create', {
    robots: [
      {
        definition: {
          name: 'fresh',
          level: 'system',
          description: '',
          until: { kind: 'never' },
          disabled: false,
          permissions: [
            {
              kind: 'project',
              namespace: '*',
              access: [{ resource: 'repository', action: 'pull', effect: '' }],
            },
          ],
        },
        places: [{ instanceId: made.instanceId, project: '' }],
        secret: { kind: 'generate' },
      },
    ],
    source: 'legacy',
    replaces: key,
  });
  await made.app.services.commands.settled();
  await made.app.quit();
  made.app = await made.computer.start();
  const { operation } = await made.app.call('plans.get', { id });
  expect(operation).toMatchObject({
    source: 'legacy',
    replaces: { key, instanceId: made.instanceId, robotId: 900, name: 'robot$old' },
  });
});
