import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SecretWish } from '../../../electron/keychain/robot-secrets.ts';
import { MISSING } from '../instances/stage.ts';
import { secretsStage, type SecretsStage } from './stage.ts';

const AT = 1_800_000_000;

/** A new secret that is the robot's own. */
const aNewSecret = async (
  { secrets, wish }: SecretsStage,
  secret: string | null = null,
  robotId = 7,
  part: Partial<SecretWish> = {},
): Promise<string> => {
  const robot = { robotId, robotName: `robot$r${robotId}` };
  const handle = await secrets().begin(wish({ ...robot, ...part }), secret);
  await secrets().promote(handle, { verified: true, at: AT });
  return handle;
};

describe('the clipboard', () => {
  test('holds a copied secret until Purser ends', async () => {
    const stage = await secretsStage();
    const handle = await aNewSecret(stage, 'Copied-Secret-1');
    const before = Math.floor(Date.now() / 1_000);
    const { clearsAt } = await stage.app.call('secrets.copy', { handle });
    expect(clearsAt).toBeGreaterThanOrEqual(before + 30);
    expect(stage.app.desktop.clipboard).toBe('Copied-Secret-1');
    expect(stage.secrets().find(handle)).toMatchObject({ handedOver: true });
    await stage.app.quit();
    expect(stage.app.desktop.clipboard).toBe('');
  });

  test('keeps what another program put there', async () => {
    const stage = await secretsStage();
    await stage.app.call('secrets.copy', { handle: await aNewSecret(stage) });
    stage.app.desktop.clipboard = 'a shopping list';
    await stage.app.quit();
    expect(stage.app.desktop.clipboard).toBe('a shopping list');
  });
});

describe('forgetting', () => {
  test('asks to be sure where the secret is nowhere else', async () => {
    const stage = await secretsStage();
    const { app, computer } = stage;
    const handles = [await aNewSecret(stage)];
    await expect(app.call('secrets.forget', { handles, sure: false })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(computer.keychain.size).toBe(1);
    await app.call('secrets.forget', { handles, sure: true });
    expect(computer.keychain.size).toBe(0);
    expect(await app.call('secrets.list', {})).toMatchObject({ secrets: [], total: 0 });
  });

  test('asks nothing once it was handed over or chosen for the vault', async () => {
    const stage = await secretsStage();
    const revealed = await aNewSecret(stage, 'Revealed-Secret-1', 1);
    const kept = await aNewSecret(stage, null, 2);
    expect(await stage.app.call('secrets.reveal', { handle: revealed })).toStrictEqual({
      secret: 'Revealed-Secret-1',
    });
    await stage.app.call('secrets.keep', { handles: [kept] });
    expect(stage.secrets().find(kept)).toMatchObject({ state: 'kept' });
    await stage.app.call('secrets.forget', { handles: [revealed, kept], sure: false });
    expect(stage.computer.keychain.size).toBe(0);
  });

  test('leaves the row where the keychain keeps the entry', async () => {
    const stage = await secretsStage();
    const handles = [await aNewSecret(stage)];
    stage.computer.broken = 'Cannot delete an item in a locked collection';
    await expect(stage.app.call('secrets.forget', { handles, sure: true })).rejects.toMatchObject({
      code: 'keychain-locked',
    });
    expect((await stage.app.call('secrets.list', {})).total).toBe(1);
  });
});

test('of a plan those come first that nobody has decided about', async () => {
  const stage = await secretsStage();
  const planId = randomUUID();
  const handles: string[] = [];
  for (const step of [0, 1, 2])
    handles.push(await aNewSecret(stage, null, step + 1, { planId, step }));
  const [first = '', second = '', third = ''] = handles;
  await stage.app.call('secrets.keep', { handles: [first] });
  const { secrets } = await stage.app.call('secrets.list', { planId });
  expect(secrets.map(({ handle }) => handle)).toStrictEqual([second, third, first]);
});

test('more secrets than anybody reads: some rows at a time, all of them counted and decided', async () => {
  const stage = await secretsStage();
  const MANY = 1_200;
  await aNewSecret(stage);
  const { inventory } = stage.app.services;
  const [made] = await inventory.keptSecrets();
  const row = JSON.parse(made?.data ?? '') as Record<string, unknown>;
  const more = Array.from({ length: MANY - 1 }, (_, index) => {
    const handle = randomUUID();
    const robotId = 1_000 + index;
    const robotName = `robot$x${String(robotId)}`;
    const data = JSON.stringify({ ...row, handle, robotId, robotName, madeAt: AT + index });
    return { handle, instanceId: stage.instanceId, robotId, data };
  });
  await inventory.changeSecrets(more, []);
  await stage.restart();
  const { app } = stage;
  const all = await app.call('secrets.list', { states: ['new'] });
  expect(all).toMatchObject({ total: MANY, inMemory: 0, handedOver: 0, states: { new: MANY } });
  expect(all.secrets).toHaveLength(200);
  expect(all.nowhereElse).toStrictEqual(all.handles);
  const last = await app.call('secrets.list', { states: ['new'], from: MANY - 3, count: 50 });
  expect(last.secrets.map(({ handle }) => handle)).toStrictEqual(all.handles.slice(-3));
  const [oldest = ''] = all.handles.slice(-1);
  expect(await app.call('secrets.list', { handle: oldest })).toMatchObject({ total: 1 });
  expect(await app.call('secrets.list', { text: ' X2198' })).toMatchObject({
    total: 1,
    secrets: [{ robotName: 'robot$x2198' }],
  });
  expect((await app.call('secrets.list', { text: 'PROD' })).total).toBe(MANY);
  await app.call('secrets.keep', { handles: all.handles });
  const kept = await app.call('secrets.list', { count: 0 });
  expect(kept).toMatchObject({ secrets: [], nowhereElse: [], states: { new: 0, kept: MANY } });
  await app.call('instances.remove', { id: stage.instanceId, secrets: 'forget' });
  expect((await app.call('secrets.list', {})).total).toBe(0);
});

test('new secrets go to the vault at once where that is set', async () => {
  const stage = await secretsStage();
  await stage.app.call('settings.set', { secrets: { keepNew: true, clipboardSeconds: 5 } });
  const handle = await aNewSecret(stage);
  expect(stage.secrets().find(handle)).toMatchObject({ state: 'kept' });
});

test('a secret that is in memory alone is never said to be in the vault', async () => {
  const stage = await secretsStage();
  const { app, computer, secrets } = stage;
  await app.call('settings.set', { secrets: { keepNew: true, clipboardSeconds: 5 } });
  computer.broken = MISSING;
  await app.call('keychain.retry');
  const handle = await aNewSecret(stage, 'In-Memory-1', 7, { sessionOnly: true });
  expect(secrets().find(handle)).toMatchObject({ state: 'new', where: 'session' });
  await expect(app.call('secrets.keep', { handles: [handle] })).rejects.toMatchObject({
    code: 'keychain-missing',
  });
  expect(secrets().find(handle)).toMatchObject({ state: 'new', where: 'session' });
  expect(await app.call('secrets.list', {})).toMatchObject({ inMemory: 1 });

  computer.broken = null;
  await app.call('secrets.keep', { handles: [handle] });
  expect(secrets().find(handle)).toMatchObject({ state: 'kept', where: 'keychain' });
  expect(await secrets().read(handle)).toBe('In-Memory-1');
});

test('a secret of one’s own must meet the policy, and is held in memory alone', async () => {
  const stage = await secretsStage();
  const { app, computer, secrets, wish } = stage;
  await expect(app.call('secrets.handIn', { secret: 'too simple' })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(/upper-case letter and a digit/),
  });
  const { handle } = await app.call('secrets.handIn', { secret: 'Handed-In-1' });
  expect(computer.keychain.size).toBe(0);
  const own = await secrets().begin(wish(), await secrets().read(handle));
  expect(await secrets().read(own)).toBe('Handed-In-1');
  await stage.restart();
  await expect(stage.secrets().read(handle)).rejects.toMatchObject({ code: 'unknown-item' });
});

describe('removing an instance', () => {
  test('asks what becomes of the secrets of its robots', async () => {
    const stage = await secretsStage();
    const { app, instanceId: id } = stage;
    const handle = await aNewSecret(stage, 'Kept-Secret-1');
    await expect(app.call('instances.remove', { id })).rejects.toMatchObject({
      code: 'not-allowed',
      details: { secrets: 1 },
    });
    await app.call('instances.remove', { id, secrets: 'keep' });
    await stage.restart();
    const { secrets } = await stage.app.call('secrets.list', {});
    expect(secrets).toMatchObject([{ handle, instanceName: 'prod', robotName: 'robot$r7' }]);
    expect(await stage.secrets().read(handle)).toBe('Kept-Secret-1');
  });

  test('forgets them where that is wanted, and not at all while the keychain is locked', async () => {
    const stage = await secretsStage();
    const { app, computer, instanceId: id } = stage;
    await aNewSecret(stage);
    const remove = () => app.call('instances.remove', { id, secrets: 'forget' });
    computer.broken = 'Cannot delete an item in a locked collection';
    await app.call('keychain.retry');
    await expect(remove()).rejects.toMatchObject({ code: 'keychain-locked' });
    expect(await app.call('instances.list')).toHaveLength(1);
    computer.broken = null;
    await app.call('keychain.retry');
    await remove();
    expect(computer.keychain.size).toBe(0);
    expect(await app.call('instances.list')).toEqual([]);
  });
});
