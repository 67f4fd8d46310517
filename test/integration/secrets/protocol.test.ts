import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { secretProblem } from '../../../shared/robots/changes/secret-policy.ts';
import { secretsStage } from './stage.ts';

const AT = 1_800_000_000;

/** The robot that the stage wishes secrets for. */
const ci = (instanceId: string, createdAt = 0, name = 'robot$ci') => ({
  instanceId,
  robotId: 7,
  name,
  createdAt,
});

test('makes a secret, has it pending, and makes it the robot’s own', async () => {
  const { computer, instanceId, secrets, wish } = await secretsStage();
  const handle = await secrets().begin(wish(), null);
  const secret = await secrets().read(handle);
  expect(secretProblem(secret)).toBeNull();
  expect([...computer.keychain]).toStrictEqual([[`pending/${handle}`, secret]]);
  expect(secrets().find(handle)).toMatchObject({ state: 'pending', where: 'keychain' });

  await secrets().promote(handle, { verified: false, at: AT });
  expect([...computer.keychain]).toStrictEqual([[`robot/${instanceId}/7`, secret]]);
  expect(secrets().find(handle)).toMatchObject({ state: 'new', verifiedAt: null });
  await secrets().promote(handle, { verified: true, at: AT });
  expect(secrets().find(handle)).toMatchObject({ state: 'new', verifiedAt: AT });
  expect(await secrets().ofRobot(ci(instanceId))).toBe(secret);
});

test('keeps the older secret until the newer one is the robot’s', async () => {
  const { computer, secrets, wish, instanceId } = await secretsStage();
  const first = await secrets().begin(wish(), 'First-Secret-1');
  await secrets().promote(first, { verified: true, at: AT });
  const second = await secrets().begin(wish(), 'Second-Secret-2');
  expect(await secrets().ofRobot(ci(instanceId))).toBe('First-Secret-1');
  await secrets().promote(second, { verified: true, at: AT });
  expect(await secrets().ofRobot(ci(instanceId))).toBe('Second-Secret-2');
  expect(secrets().find(first)).toBeNull();
  expect(computer.keychain.size).toBe(1);
});

test('a robot that is made has its number later, and Harbor’s own secret at once', async () => {
  const { computer, secrets, wish, instanceId } = await secretsStage();
  const handle = await secrets().begin(wish({ robotId: null }), null);
  await secrets().named(handle, { id: 12, name: 'robot$new', createdAt: AT });
  await secrets().replace(handle, 'Harbors-Own-1');
  await secrets().promote(handle, { verified: true, at: AT });
  expect([...computer.keychain]).toStrictEqual([[`robot/${instanceId}/12`, 'Harbors-Own-1']]);
});

test('nothing is left where the keychain refuses', async () => {
  const { app, computer, secrets, wish } = await secretsStage();
  computer.broken = 'Cannot create an item in a locked collection';
  await expect(secrets().requireReady()).rejects.toMatchObject({ code: 'keychain-locked' });
  await expect(secrets().begin(wish(), null)).rejects.toMatchObject({ code: 'keychain-locked' });
  expect(await app.call('secrets.list', {})).toMatchObject({ secrets: [], total: 0 });
});

test('looks again at a keychain that was locked, for whoever goes on', async () => {
  const { computer, secrets } = await secretsStage();
  computer.broken = 'Cannot create an item in a locked collection';
  await expect(secrets().requireReady()).rejects.toMatchObject({ code: 'keychain-locked' });
  computer.broken = null;
  await expect(secrets().requireReady()).rejects.toMatchObject({ code: 'keychain-locked' });
  await secrets().requireReady(true);
  await secrets().requireReady();
});

describe('an id that another robot has on a Harbor that was set up afresh', () => {
  const stageWith = async (state?: 'prepared') => {
    const stage = await secretsStage();
    const wish = stage.wish({ robotCreatedAt: AT, ...(state ? { state } : {}) });
    const handle = await stage.secrets().begin(wish, 'First-Robots-1');
    if (!state) await stage.secrets().promote(handle, { verified: true, at: AT });
    return { ...stage, handle };
  };

  test('is not given the secret that was kept of the first', async () => {
    const { app, instanceId, secrets, handle } = await stageWith();
    const other = ci(instanceId, AT + 500);
    expect(await secrets().ofRobot(other)).toBeNull();
    expect((await app.call('secrets.list', { robot: other })).total).toBe(0);
    expect(secrets().holds([other, ci(instanceId, AT)])).toStrictEqual([false, true]);
    // A new prefix names the same robot otherwise.
    expect(await secrets().ofRobot(ci(instanceId, AT, 'bot-ci'))).toBe('First-Robots-1');
    expect((await app.call('secrets.list', {})).secrets).toMatchObject([{ handle }]);
  });

  test('without its time of creation is told by its name', async () => {
    const { instanceId, secrets } = await stageWith();
    expect(await secrets().ofRobot(ci(instanceId))).toBe('First-Robots-1');
    expect(await secrets().ofRobot(ci(instanceId, 0, 'robot$other'))).toBeNull();
  });

  test('is not sent what was prepared for the first', async () => {
    const { instanceId, secrets, handle } = await stageWith('prepared');
    const by = { planId: randomUUID(), step: 0 };
    expect(await secrets().adopt(ci(instanceId, AT + 500), by)).toBeNull();
    expect(await secrets().adopt(ci(instanceId, AT), by)).toBe(handle);
  });

  test('leaves the secret of the first where it can be read when it gets its own', async () => {
    const { instanceId, secrets, handle, restart, wish } = await stageWith();
    const next = await secrets().begin(wish({ robotCreatedAt: AT + 500 }), 'Other-Robots-1');
    await secrets().promote(next, { verified: true, at: AT });
    expect(await secrets().ofRobot(ci(instanceId, AT + 500))).toBe('Other-Robots-1');
    await restart();
    expect(await secrets().reveal(handle)).toBe('First-Robots-1');
    expect(secrets().find(handle)).toMatchObject({ state: 'outdated', robotId: null });
  });
});
