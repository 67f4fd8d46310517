import { expect, test } from 'vitest';
import { secretProblem } from '../../../shared/robots/changes/secret-policy.ts';
import { secretsStage } from './stage.ts';

const AT = 1_800_000_000;

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
  expect(await secrets().ofRobot(instanceId, 7)).toBe(secret);
});

test('keeps the older secret until the newer one is the robot’s', async () => {
  const { computer, secrets, wish, instanceId } = await secretsStage();
  const first = await secrets().begin(wish(), 'First-Secret-1');
  await secrets().promote(first, { verified: true, at: AT });
  const second = await secrets().begin(wish(), 'Second-Secret-2');
  expect(await secrets().ofRobot(instanceId, 7)).toBe('First-Secret-1');
  await secrets().promote(second, { verified: true, at: AT });
  expect(await secrets().ofRobot(instanceId, 7)).toBe('Second-Secret-2');
  expect(secrets().find(first)).toBeNull();
  expect(computer.keychain.size).toBe(1);
});

test('a robot that is made has its number later, and Harbor’s own secret at once', async () => {
  const { computer, secrets, wish, instanceId } = await secretsStage();
  const handle = await secrets().begin(wish({ robotId: null }), null);
  await secrets().named(handle, { id: 12, name: 'robot$new' });
  await secrets().replace(handle, 'Harbors-Own-1');
  await secrets().promote(handle, { verified: true, at: AT });
  expect([...computer.keychain]).toStrictEqual([[`robot/${instanceId}/12`, 'Harbors-Own-1']]);
});

test('nothing is left where the keychain refuses', async () => {
  const { app, computer, secrets, wish } = await secretsStage();
  computer.broken = 'Cannot create an item in a locked collection';
  await expect(secrets().requireReady()).rejects.toMatchObject({ code: 'keychain-locked' });
  await expect(secrets().begin(wish(), null)).rejects.toMatchObject({ code: 'keychain-locked' });
  expect(await app.call('secrets.list', {})).toStrictEqual({ secrets: [], total: 0 });
});
