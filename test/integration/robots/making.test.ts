import { describe, expect, test } from 'vitest';
import { LOCKED } from '../instances/stage.ts';
import {
  carryOut,
  expectKept,
  keptOf,
  pendingIn,
  planRobot,
  refresh,
  sentSince,
} from './secrets-stage.ts';
import { held, stage, systemRobots, VERSIONS, type Stage } from './stage.ts';

const seed = { projects: [{ name: 'team' }], robots: systemRobots('ci') };
const POSTS = /^POST \/robots$/;

const namesAt = ({ simulator }: Stage): string[] =>
  [...simulator.state.robots.all()].map(({ name }) => name).sort();

const recreate = {
  kind: 'recreate',
  secret: { kind: 'generate' },
  until: null,
} as const;

describe.each(VERSIONS)('Harbor %s', (version) => {
  test('makes system and project robots, and shows them at once', async () => {
    const made = await stage(seed, { version });
    const mark = made.simulator.traffic.seen.length;
    const [step] = await carryOut(made, await planRobot(made));
    expect(step).toMatchObject({
      status: 'done',
      error: null,
      differs: [],
      makes: true,
      robotName: 'robot$new',
    });
    expect(sentSince(made.simulator, mark).filter((line) => POSTS.test(line))).toHaveLength(1);
    await expectKept(made, 'new');
    expect(held(made.simulator, 'new').description).toBe('made here');
    await expect.poll(() => made.keys('new')).toHaveLength(1);

    const [other] = await carryOut(made, await planRobot(made, { project: 'team' }));
    expect(other).toMatchObject({ status: 'done', robotName: 'robot$team+new', differs: [] });
    await expect.poll(() => made.keys('team')).toHaveLength(1);
    const { id, secret } = held(made.simulator, 'team+new');
    expect(keptOf(made, id)).toBe(secret);
    expect(pendingIn(made)).toEqual([]);
    const { entries } = await made.app.call('journal.entries', {
      text: '',
      ids: [],
      before: null,
      count: 9,
    });
    expect(entries).toMatchObject([
      { operation: 'create', robotId: id, robotName: 'robot$team+new', result: 'done' },
      { operation: 'create', robotName: 'robot$new', result: 'done' },
    ]);
  });

  test.each([
    ['cut-before', 'POST'],
    ['cut-after', 'POST'],
    ['truncate', 'POST'],
    ['cut-before', 'PATCH'],
    ['cut-after', 'PATCH'],
    ['cut-after', 'PUT'],
  ] as const)('a lost answer makes no second robot (%s %s)', async (kind, method) => {
    const made = await stage(seed, { version });
    const plan = await planRobot(made, { disabled: true, project: 'team' });
    made.simulator.faults.add({ kind, method, times: 1 });
    const [step] = await carryOut(made, plan);
    const isDisabled = held(made.simulator, 'team+new').disabled;
    expect(step).toMatchObject({ status: isDisabled ? 'done' : 'differs' });
    expect(namesAt(made)).toEqual(['ci', 'team+new']);
    const { id, secret } = held(made.simulator, 'team+new');
    expect(keptOf(made, id)).toBe(secret);
    expect(pendingIn(made)).toEqual([]);
  });

  test('recreates: same name and permissions, new secret', async () => {
    const made = await stage(seed, { version });
    const before = { ...held(made.simulator, 'ci') };
    const [step] = await made.run(recreate);
    expect(step).toMatchObject({ status: 'done', differs: [], error: null });
    const after = held(made.simulator, 'ci');
    expect(after.id).not.toBe(before.id);
    expect(after.grants).toEqual(before.grants);
    await expectKept(made, 'ci');
    await expect.poll(() => made.keys('ci')).toHaveLength(1);
    expect(namesAt(made)).toEqual(['ci']);
  });

  test.each([
    ['cut-before', 'DELETE'],
    ['cut-after', 'DELETE'],
    ['cut-before', 'POST'],
    ['cut-after', 'POST'],
  ] as const)('recreates over a lost answer (%s %s)', async (kind, method) => {
    const made = await stage(seed, { version });
    const plan = await made.plan(recreate);
    made.simulator.faults.add({ kind, method, times: 1 });
    expect(await carryOut(made, plan)).toMatchObject([{ status: 'done' }]);
    expect(namesAt(made)).toEqual(['ci']);
    await expectKept(made, 'ci');
    expect(pendingIn(made)).toEqual([]);
  });
});

test('a name that is taken meanwhile is refused, and the other robot stays as it is', async () => {
  const made = await stage(seed);
  const plan = await planRobot(made);
  made.simulator.seed({ robots: systemRobots('new') });
  const { secret } = held(made.simulator, 'new');
  const [step] = await carryOut(made, plan);
  expect(step).toMatchObject({ status: 'refused', error: { code: 'conflict' }, secret: null });
  expect(held(made.simulator, 'new').secret).toBe(secret);
  expect(pendingIn(made)).toEqual([]);
});

test("somebody else's robot is not taken for ours after a lost answer", async () => {
  const made = await stage(seed);
  const plan = await planRobot(made);
  made.simulator.faults.add({ kind: 'cut-before', method: 'POST', times: 1 });
  let theirs = '';
  const stop = made.simulator.faults.onRequest(({ method }) => {
    if (method !== 'POST') return;
    stop();
    theirs = made.simulator.seed({ robots: systemRobots('new') }).robots[0]?.secret ?? '';
    held(made.simulator, 'new').creationTime = Date.now();
  });
  const [step] = await carryOut(made, plan);
  expect(step).toMatchObject({ status: 'refused', error: { code: 'conflict' } });
  expect(held(made.simulator, 'new').secret).toBe(theirs);
  expect(pendingIn(made)).toEqual([]);
});

test('when refreshing is refused, the secret that Harbor made is kept, and that is said', async () => {
  const made = await stage(seed);
  const { handle } = await made.app.call('secrets.handIn', { secret: 'My-own-secret-1' });
  const plan = await planRobot(made, { secret: { kind: 'own', handle } });
  made.simulator.faults.onRequest(({ method }) => {
    if (method !== 'PATCH') return;
    // The user may make robots, and lost the right to change them a moment later.
    const admin = [...made.simulator.state.users.values()].find((one) => one.username === 'admin');
    if (admin !== undefined) Object.assign(admin, { sysadmin: false });
  });
  const [step] = await carryOut(made, plan);
  expect(step?.status).toBe('differs');
  expect(step?.differs).toContainEqual({
    field: 'secret',
    planned: 'the chosen one',
    found: 'the one that Harbor chose',
  });
  const { id, secret } = held(made.simulator, 'new');
  expect(keptOf(made, id)).toBe(secret);
  // What was typed in is another one.
  const { secrets } = await made.app.call('secrets.list', {});
  expect(secrets.map(({ handedOver }) => handedOver)).toEqual([false]);
  expect(pendingIn(made)).toEqual([]);
});

test('a robot is made where the keychain is locked half-way, and gets its secret later', async () => {
  const made = await stage(seed);
  const plan = await planRobot(made);
  const stop = made.simulator.faults.onRequest(({ method }) => {
    if (method === 'POST') made.computer.broken = LOCKED;
  });
  const paused = await made.apply(plan);
  stop();
  expect(paused).toMatchObject({ state: 'paused' });
  made.computer.broken = null;
  await made.app.call('keychain.retry');
  expect(await made.apply(paused)).toMatchObject({ state: 'finished', counts: { done: 1 } });
  expect(namesAt(made)).toEqual(['ci', 'new']);
  await expectKept(made, 'new');
});

test('clones with the secret that is kept', async () => {
  const made = await stage(seed);
  await made.run(refresh, 'ci');
  const ofOriginal = await made.app.call('secrets.list', {});
  await made.app.call('secrets.reveal', { handle: ofOriginal.handles[0] ?? '' });
  const plan = await made.app.call('plans.clone', {
    keys: await made.keys('ci'),
    places: [{ instanceId: made.instanceId, projects: {} }],
    name: 'twin',
    secret: { kind: 'kept' },
    until: null,
  });
  expect(await carryOut(made, await made.settled(plan))).toMatchObject([{ status: 'done' }]);
  expect(held(made.simulator, 'twin').secret).toBe(held(made.simulator, 'ci').secret);
  await expectKept(made, 'twin');
  await expectKept(made, 'ci');
  // Whoever has the one has the other.
  const { secrets } = await made.app.call('secrets.list', { planId: plan.id });
  expect(secrets).toMatchObject([{ handedOver: true }]);
});

describe('as a robot', () => {
  const MAKER = 'Maker-Secret-1';
  const maker = (actions: readonly string[]) => ({
    name: 'maker',
    secret: MAKER,
    permissions: [
      {
        kind: 'system' as const,
        namespace: '/',
        access: actions.map((action) => ({ resource: 'robot', action })),
      },
      {
        kind: 'project' as const,
        namespace: '*',
        access: [{ resource: 'repository', action: 'pull' }],
      },
    ],
  });
  const asMaker = async (...actions: string[]): Promise<Stage> =>
    stage(
      { robots: [...systemRobots('ci'), maker(['create', 'read', 'list', ...actions])] },
      {
        version: '2.14.0',
        draft: {
          login: { kind: 'robot', username: 'robot$maker' },
          secrets: { password: MAKER },
        },
      },
    );

  test('the secret that Harbor made is kept at once', async () => {
    const made = await asMaker();
    const [step] = await carryOut(made, await planRobot(made));
    expect(step).toMatchObject({ status: 'done', error: null, differs: [] });
    await expectKept(made, 'new');
    expect(pendingIn(made)).toEqual([]);
  });

  test('a lost answer: deleted and made again where it may', async () => {
    const made = await asMaker('delete');
    const plan = await planRobot(made);
    made.simulator.faults.add({ kind: 'cut-after', method: 'POST', times: 1 });
    expect(await carryOut(made, plan)).toMatchObject([{ status: 'done' }]);
    expect(namesAt(made)).toEqual(['ci', 'maker', 'new']);
    await expectKept(made, 'new');
    expect(pendingIn(made)).toEqual([]);
  });

  test('a lost answer: said plainly where it may not delete', async () => {
    const made = await asMaker();
    const plan = await planRobot(made);
    made.simulator.faults.add({ kind: 'cut-after', method: 'POST', times: 1 });
    const [step] = await carryOut(made, plan);
    expect(step).toMatchObject({ status: 'unknown', robotName: 'robot$new' });
    expect(step?.error?.message).toContain('neither refresh nor delete');
    expect(pendingIn(made)).toEqual([]);
  });

  test('the keychain is locked when the answer comes: kept as soon as it is open', async () => {
    const made = await asMaker();
    const plan = await planRobot(made);
    const stop = made.simulator.faults.onRequest(({ method }) => {
      if (method === 'POST') made.computer.broken = LOCKED;
    });
    const paused = await made.apply(plan);
    stop();
    expect(paused).toMatchObject({ state: 'paused' });
    made.computer.broken = null;
    await made.app.call('keychain.retry');
    expect(await made.apply(paused)).toMatchObject({ state: 'finished', counts: { done: 1 } });
    await expectKept(made, 'new');
  });
});
