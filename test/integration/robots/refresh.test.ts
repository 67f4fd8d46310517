import { describe, expect, test } from 'vitest';
import { LOCKED, MISSING } from '../instances/stage.ts';
import { carryOut, expectKept, keptOf, pendingIn, refresh } from './secrets-stage.ts';
import { changesSeen, held, stage, systemRobots, VERSIONS } from './stage.ts';

const secretsOf = async ({ app }: Awaited<ReturnType<typeof stage>>) =>
  (await app.call('secrets.list', {})).secrets;

describe.each(VERSIONS)('Harbor %s', (version) => {
  test('refreshes, and refreshes and renews in one', async () => {
    const made = await stage(undefined, { version });
    const before = held(made.simulator, 'ci').secret;
    const [step] = await made.run(refresh);
    expect(step).toMatchObject({ status: 'done', differs: [], error: null });
    expect(step?.findings.some(({ rule }) => rule === 'unverified')).toBe(false);
    expect(step?.secret).toMatchObject({ state: 'new' });
    expect(held(made.simulator, 'ci').secret).not.toBe(before);
    await expectKept(made, 'ci');
    expect(pendingIn(made)).toEqual([]);
    expect(await secretsOf(made)).toMatchObject([
      { state: 'new', where: 'keychain', robotName: 'robot$ci', verifiedAt: expect.any(Number) },
    ]);

    const until = { kind: 'days', days: 30 } as const;
    const [both] = await made.run({ ...refresh, until });
    expect(both).toMatchObject({ status: 'done', differs: [] });
    expect(both?.requestIds).toHaveLength(2);
    expect([130, 131]).toContain(held(made.simulator, 'ci').duration);
    await expectKept(made, 'ci');
    expect(await secretsOf(made)).toHaveLength(1);
    expect(changesSeen(made.simulator).map((line) => line.split(' ')[0])).toEqual([
      'PATCH',
      'PUT',
      'PATCH',
    ]);
    const { entries } = await made.app.call('journal.entries', {
      text: '',
      ids: [],
      before: null,
      count: 9,
    });
    expect(entries).toMatchObject([
      { operation: 'refresh', result: 'done', requestIds: both?.requestIds },
      { operation: 'refresh', result: 'done' },
    ]);
    expect(JSON.stringify(entries)).not.toContain(held(made.simulator, 'ci').secret);
  });

  test.each(['cut-before', 'cut-after', 'truncate'] as const)(
    'a lost answer is found out (%s)',
    async (kind) => {
      const made = await stage(undefined, { version });
      const plan = await made.plan({ ...refresh, until: { kind: 'never' } });
      for (const method of ['PUT', 'PATCH']) made.simulator.faults.add({ kind, method, times: 1 });
      expect(await carryOut(made, plan)).toMatchObject([{ status: 'done', error: null }]);
      await expectKept(made, 'ci');
      expect(pendingIn(made)).toEqual([]);
    },
  );

  test('a robot that cannot log in is refreshed, and that it was not tried is said', async () => {
    const made = await stage({ robots: systemRobots('off', 'over') }, { version });
    held(made.simulator, 'off').disabled = true;
    const over = held(made.simulator, 'over');
    Object.assign(over, { expiresAt: 1_000, duration: 1 });
    await made.sync();
    const steps = await made.run(refresh);
    for (const [step, why] of [
      [steps[0], 'disabled'],
      [steps[1], 'expired'],
    ] as const) {
      expect(step).toMatchObject({ status: 'done', error: null });
      const said = step?.findings.find(({ rule }) => rule === 'unverified');
      expect(said?.message).toContain(why);
    }
    for (const name of ['off', 'over']) {
      const { id, secret } = held(made.simulator, name);
      expect(keptOf(made, id)).toBe(secret);
    }
    expect(await secretsOf(made)).toMatchObject([{ verifiedAt: null }, { verifiedAt: null }]);
  });
});

test('no answer at all leaves the secret pending, and says so', async () => {
  const made = await stage();
  const plan = await made.plan(refresh);
  // Only this one call: the robot can be read and tried all the time.
  made.simulator.faults.add({ kind: 'cut-before', method: 'PATCH' });
  const [step] = await carryOut(made, plan);
  expect(step).toMatchObject({ status: 'unknown', secret: { state: 'pending' } });
  expect(step?.error?.message).toContain('could not be found out');
  expect(changesSeen(made.simulator)).toHaveLength(3);
  expect(pendingIn(made)).toHaveLength(1);
  expect(await secretsOf(made)).toMatchObject([{ state: 'pending', robotName: 'robot$ci' }]);
});

test('when Harbor has it after all, trying it at a login resolves it', async () => {
  const made = await stage();
  const plan = await made.plan(refresh);
  made.simulator.faults.add({ kind: 'cut-after', method: 'PATCH' });
  made.simulator.faults.add({ kind: 'cut-before', path: '/users/current', after: 1, times: 3 });
  const [step] = await carryOut(made, plan);
  expect(step).toMatchObject({ status: 'unknown' });
  made.simulator.faults.clear();
  const [{ handle = '' } = {}] = await secretsOf(made);
  expect(await made.app.call('secrets.test', { handle })).toMatchObject({
    secret: { state: 'new' },
  });
  await expectKept(made, 'ci');
  expect(pendingIn(made)).toEqual([]);
});

test('a secret that Harbor took is done only once it was tried at a login', async () => {
  const made = await stage();
  const plan = await made.plan(refresh);
  made.simulator.faults.add({ kind: 'cut-before', path: '/users/current', after: 1 });
  const [step] = await carryOut(made, plan);
  expect(step).toMatchObject({ status: 'unknown', secret: { state: 'pending' } });
  expect(step?.error?.message).toContain('Harbor took the new secret');
  expect(changesSeen(made.simulator)).toHaveLength(1);

  made.simulator.faults.clear();
  const [{ handle = '' } = {}] = await secretsOf(made);
  expect(await made.app.call('secrets.test', { handle })).toMatchObject({ accepted: true });
  await expectKept(made, 'ci');
});

test('one trial that gets no answer is made again', async () => {
  const made = await stage();
  const plan = await made.plan(refresh);
  made.simulator.faults.add({ kind: 'cut-before', path: '/users/current', after: 1, times: 2 });
  const [step] = await carryOut(made, plan);
  expect(step).toMatchObject({ status: 'done', error: null });
  expect(step?.findings.some(({ rule }) => rule === 'unverified')).toBe(false);
  await expectKept(made, 'ci');
});

test('a refusal is said, and the secret that never was is not kept', async () => {
  const made = await stage();
  const plan = await made.plan({ ...refresh, until: { kind: 'never' } });
  const robot = held(made.simulator, 'ci');
  const before = robot.secret;
  robot.duration = 7;
  const [changed] = await carryOut(made, plan);
  expect(changed).toMatchObject({ status: 'refused', error: { code: 'conflict' }, secret: null });
  expect(changesSeen(made.simulator)).toEqual([]);
  expect(pendingIn(made)).toEqual([]);
  expect(robot.secret).toBe(before);
});

test('one secret for all, and one that was handed in', async () => {
  const made = await stage({ robots: systemRobots('a', 'b', 'c') });
  const steps = await made.run({ ...refresh, secret: { kind: 'one' } });
  expect(steps.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  const secrets = ['a', 'b', 'c'].map((name) => held(made.simulator, name).secret);
  expect(new Set(secrets).size).toBe(1);
  for (const name of ['a', 'b', 'c']) await expectKept(made, name);

  const OWN = 'My-own-secret-1';
  const { handle } = await made.app.call('secrets.handIn', { secret: OWN });
  await made.run({ ...refresh, secret: { kind: 'own', handle } }, 'b');
  expect(held(made.simulator, 'b').secret).toBe(OWN);
  // Whoever typed it has it.
  const { secrets: all } = await made.app.call('secrets.list', {});
  expect(all.find(({ robotName }) => robotName === 'robot$b')?.handedOver).toBe(true);
  await expectKept(made, 'b');
  expect(pendingIn(made)).toEqual([]);
});

test('a secret that is not held any more blocks the step before anything is sent', async () => {
  const made = await stage();
  const handle = '00000000-0000-4000-8000-000000000000';
  const [step] = await made.run({ ...refresh, secret: { kind: 'own', handle } });
  expect(step).toMatchObject({ status: 'blocked' });
  expect(step?.findings.map(({ severity }) => severity)).toContain('refusal');
  expect(changesSeen(made.simulator)).toEqual([]);
});

describe('the keychain', () => {
  test('is locked half-way: the plan waits, and nothing is lost', async () => {
    const made = await stage(
      { robots: systemRobots('a', 'b', 'c') },
      { draft: { config: { parallel: 1 } } },
    );
    const plan = await made.plan(refresh);
    made.simulator.faults.onRequest(({ method, target }) => {
      // While the second robot is refreshed.
      const count = changesSeen(made.simulator).length;
      if (method === 'PATCH' && count === 2 && target.includes('/robots/'))
        made.computer.broken = LOCKED;
    });
    const paused = await made.apply(plan);
    expect(paused).toMatchObject({ state: 'paused', counts: { done: 1 } });
    expect(paused.pausedWhy).toContain('locked');
    expect(pendingIn(made)).toHaveLength(1);

    // Still locked: nothing new is sent.
    await expect(made.apply(paused)).rejects.toMatchObject({ code: 'keychain-locked' });
    expect(changesSeen(made.simulator)).toHaveLength(2);

    made.computer.broken = null;
    await made.app.call('keychain.retry');
    const done = await made.apply(paused);
    expect(done).toMatchObject({ state: 'finished', counts: { done: 3 } });
    for (const name of ['a', 'b', 'c']) await expectKept(made, name);
    expect(pendingIn(made)).toEqual([]);
  });

  test.each([
    [LOCKED, 'keychain-locked'],
    [MISSING, 'keychain-missing'],
  ])('is not there (%s): nothing is sent unless the user agreed', async (broken, code) => {
    const made = await stage();
    const { computer, app, simulator } = made;
    const plan = await made.plan(refresh);
    computer.broken = broken;
    await app.call('keychain.retry');
    await expect(app.call('plans.apply', { id: plan.id })).rejects.toMatchObject({ code });
    expect(changesSeen(simulator)).toEqual([]);
    expect(await app.call('plans.get', { id: plan.id })).toMatchObject({ state: 'ready' });
  });
});

test('a step says what became of its secret: new, in the vault, and not here any more', async () => {
  const made = await stage();
  const plan = await made.apply(await made.plan(refresh, 'ci'));
  const stateOfSecret = async () => (await made.steps(plan))[0]?.secret?.state ?? null;
  expect(await stateOfSecret()).toBe('new');
  const { secrets } = await made.app.call('secrets.list', { planId: plan.id });
  const handles = secrets.map(({ handle }) => handle);
  await made.app.call('secrets.keep', { handles });
  expect(await stateOfSecret()).toBe('kept');
  await made.app.call('secrets.forget', { handles, sure: true });
  expect(await stateOfSecret()).toBeNull();
});
