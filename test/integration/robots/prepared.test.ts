import { expect, test } from 'vitest';
import { LOCKED } from '../instances/stage.ts';
import { carryOut, expectKept, keptOf, pendingIn, refresh } from './secrets-stage.ts';
import { changesSeen, held, stage, systemRobots } from './stage.ts';

const activate = { ...refresh, secret: { kind: 'prepared' } } as const;

const prepared = async (robots = systemRobots('ci')) => {
  const made = await stage({ robots });
  const keys = await made.keys();
  const answer = await made.app.call('secrets.prepare', { keys, secret: { kind: 'generate' } });
  return { made, keys, answer };
};

const states = async ({ app }: Awaited<ReturnType<typeof stage>>) =>
  (await app.call('secrets.list', {})).secrets.map(({ state }) => state);

test('a secret is made and kept here, and Harbor hears nothing of it', async () => {
  const { made, answer } = await prepared();
  const before = held(made.simulator, 'ci').secret;
  expect(answer).toMatchObject({ secrets: [{ state: 'prepared', robotName: 'robot$ci' }] });
  expect(pendingIn(made)).toHaveLength(1);
  expect(changesSeen(made.simulator)).toEqual([]);
  expect(held(made.simulator, 'ci').secret).toBe(before);
});

test('activating sends exactly that secret', async () => {
  const { made, answer } = await prepared();
  const handle = answer.secrets[0]?.handle ?? '';
  const { secret } = await made.app.call('secrets.reveal', { handle });
  expect(await made.run(activate)).toMatchObject([{ status: 'done', secret: { handle } }]);
  await expectKept(made, 'ci');
  expect(keptOf(made, held(made.simulator, 'ci').id)).toBe(secret);
  expect(pendingIn(made)).toEqual([]);
  expect(await states(made)).toEqual(['new']);
});

test('it outlives the end of Purser, and so does one that a plan has taken', async () => {
  const { made } = await prepared();
  await made.app.quit();
  made.app = await made.computer.start();
  expect(await states(made)).toEqual(['prepared']);

  const plan = await made.plan(activate);
  made.computer.broken = LOCKED;
  await made.apply(plan);
  await made.app.quit();
  made.computer.broken = null;
  made.app = await made.computer.start();
  expect(await carryOut(made, plan)).toMatchObject([{ status: 'done' }]);
  await expectKept(made, 'ci');
});

test('it stays prepared when nothing is sent after all', async () => {
  const { made } = await prepared();
  const before = held(made.simulator, 'ci').secret;
  const plan = await made.plan(activate);
  held(made.simulator, 'ci').description = 'by somebody else';
  const [step] = await carryOut(made, plan);
  expect(step?.status).toBe('refused');
  expect(await states(made)).toEqual(['prepared']);
  expect(held(made.simulator, 'ci').secret).toBe(before);
});

test('without a prepared secret nothing is sent', async () => {
  const made = await stage();
  const plan = await made.plan(activate);
  const [step] = await made.steps(plan);
  expect(step).toMatchObject({ status: 'blocked' });
  expect(step?.findings.map(({ rule }) => rule)).toContain('own-secret');
});

test('many are activated by one plan, each with its own', async () => {
  const { made, answer } = await prepared(systemRobots('ci', 'cd', 'qa'));
  const handles = answer.secrets.map(({ handle }) => handle);
  const { id } = await made.app.call('secrets.activate', { handles });
  await made.app.services.commands.settled();
  const plan = await made.app.call('plans.get', { id });
  expect(await carryOut(made, plan)).toMatchObject([
    { status: 'done' },
    { status: 'done' },
    { status: 'done' },
  ]);
  for (const name of ['ci', 'cd', 'qa']) await expectKept(made, name);
  expect(await states(made)).toEqual(['new', 'new', 'new']);
  await expect(made.app.call('secrets.activate', { handles })).rejects.toMatchObject({
    code: 'unknown-item',
  });
});

test('those of a selection are found and activated, and the others left alone', async () => {
  const made = await stage({ robots: systemRobots('a', 'b', 'c') });
  const { app } = made;
  const secret = { kind: 'generate' } as const;
  const wanted = { keys: await made.keys('-name:c'), secret };
  const { secrets } = await app.call('secrets.prepare', wanted);
  const { handles } = await app.call('secrets.prepared', { keys: await made.keys() });
  expect(new Set(handles)).toEqual(new Set(secrets.map(({ handle }) => handle)));
  const { handles: last } = await app.call('secrets.list', { handles: handles.slice(1) });
  expect(last).toEqual(handles.slice(1));

  const plan = await made.settled(await app.call('secrets.activate', { handles }));
  expect(await carryOut(made, plan)).toMatchObject([{ status: 'done' }, { status: 'done' }]);
  expect(changesSeen(made.simulator)).toHaveLength(2);
  expect((await app.call('secrets.prepared', { keys: await made.keys() })).handles).toEqual([]);
});

test('one whose robot is not known is not passed over', async () => {
  const { made, answer } = await prepared(systemRobots('ci', 'cd'));
  const handles = answer.secrets.map(({ handle }) => handle);
  await made.app.call('instances.remove', { id: made.instanceId, secrets: 'keep' });
  await expect(made.app.call('secrets.activate', { handles })).rejects.toMatchObject({
    code: 'unknown-item',
    message: expect.stringMatching(/and 1 more are not in the inventory/),
  });
  expect(await states(made)).toEqual(['prepared', 'prepared']);
});

test('it is prepared once, and again after it was discarded', async () => {
  const { made, keys, answer } = await prepared();
  const wish = { keys, secret: { kind: 'generate' } } as const;
  const again = await made.app.call('secrets.prepare', wish);
  expect(again.secrets).toEqual([]);
  expect(again.refused[0]?.why).toContain('prepared for it already');
  const handles = answer.secrets.map(({ handle }) => handle);
  await expect(made.app.call('secrets.forget', { handles, sure: false })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  await made.app.call('secrets.forget', { handles, sure: true });
  expect(pendingIn(made)).toEqual([]);
  expect((await made.app.call('secrets.prepare', wish)).secrets).toHaveLength(1);
});

test('several robots get one secret, and nothing is made while the keychain is locked', async () => {
  const made = await stage({ robots: systemRobots('a', 'b') });
  const keys = await made.keys();
  made.computer.broken = LOCKED;
  await made.app.call('keychain.retry');
  const wish = { keys, secret: { kind: 'one' } } as const;
  await expect(made.app.call('secrets.prepare', wish)).rejects.toMatchObject({
    code: 'keychain-locked',
  });
  expect(await states(made)).toEqual([]);
  made.computer.broken = null;
  await made.app.call('keychain.retry');
  await made.app.call('secrets.prepare', wish);
  expect(await made.run(activate)).toMatchObject([{ status: 'done' }, { status: 'done' }]);
  expect(held(made.simulator, 'a').secret).not.toBe('');
  const secrets = ['a', 'b'].map((name) => keptOf(made, held(made.simulator, name).id));
  expect(new Set(secrets).size).toBe(1);
});

test('where somebody agrees to it, a secret is prepared in memory', async () => {
  const made = await stage({ robots: systemRobots('a') });
  const keys = await made.keys();
  made.computer.broken = LOCKED;
  await made.app.call('keychain.retry');
  const wish = { keys, secret: { kind: 'generate' }, sessionOnly: true } as const;
  const { secrets } = await made.app.call('secrets.prepare', wish);
  expect(secrets).toMatchObject([{ state: 'prepared', where: 'session' }]);
  expect(changesSeen(made.simulator)).toEqual([]);
});
