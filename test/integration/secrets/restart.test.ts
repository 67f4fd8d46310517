import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCKED } from '../instances/stage.ts';
import { secretsStage } from './stage.ts';

const AT = 1_800_000_000;

test('what was never written to the keychain is dropped, what was stays pending', async () => {
  const stage = await secretsStage();
  const begun = await stage.secrets().begin(stage.wish({ step: 0 }), 'Begun-Secret-1');
  const rowOnly = await stage.secrets().begin(stage.wish({ step: 1 }), null);
  stage.computer.keychain.delete(`pending/${rowOnly}`);
  await stage.restart();
  const { secrets } = await stage.app.call('secrets.list', {});
  expect(secrets).toMatchObject([{ handle: begun, state: 'pending' }]);
  expect(await stage.secrets().read(begun)).toBe('Begun-Secret-1');
});

test('cleaning up takes nothing away that is being made at this moment', async () => {
  const stage = await secretsStage();
  const { begin, read, settle } = stage.secrets();
  // As if it had been there from before, so that there is something to look after.
  await begin(stage.wish({ step: 0 }), 'Begun-Secret-1');
  for (let step = 1; step <= 20; step += 1) {
    const [handle] = await Promise.all([
      begin(stage.wish({ step }), 'Begun-Secret-2'),
      settle(),
      new Promise((resolve) => setImmediate(resolve)).then(settle),
    ]);
    expect(await read(handle)).toBe('Begun-Secret-2');
  }
});

test('while the keychain is locked nothing is dropped', async () => {
  const stage = await secretsStage();
  const handle = await stage.secrets().begin(stage.wish(), 'Begun-Secret-1');
  stage.computer.broken = LOCKED;
  await stage.restart();
  expect(stage.secrets().find(handle)).toMatchObject({ state: 'pending' });
  await expect(stage.secrets().read(handle)).rejects.toMatchObject({ code: 'keychain-locked' });
  stage.computer.broken = null;
  await stage.app.call('keychain.retry');
  expect(await stage.secrets().read(handle)).toBe('Begun-Secret-1');
});

test('a promotion that was cut off is taken up again', async () => {
  const stage = await secretsStage();
  const handle = await stage.secrets().begin(stage.wish(), 'Cut-Off-Secret-1');
  // Killed after the robot's own entry, before the row.
  stage.computer.keychain.set(`robot/${stage.instanceId}/7`, 'Cut-Off-Secret-1');
  await stage.restart();
  await stage.secrets().promote(handle, { verified: true, at: AT });
  expect([...stage.computer.keychain]).toStrictEqual([
    [`robot/${stage.instanceId}/7`, 'Cut-Off-Secret-1'],
  ]);
  // Killed after the row, before the pending entry was deleted.
  const row = (await stage.app.services.inventory.keptSecrets())[0];
  await stage.app.services.inventory.changeSecrets(
    [{ ...row!, data: row!.data.replace('"leftover":false', '"leftover":true') }],
    [],
  );
  stage.computer.keychain.set(`pending/${handle}`, 'Cut-Off-Secret-1');
  await stage.restart();
  expect([...stage.computer.keychain.keys()]).toStrictEqual([`robot/${stage.instanceId}/7`]);
});

test('a secret whose promotion was cut off is forgotten whole', async () => {
  const stage = await secretsStage();
  const handle = await stage.secrets().begin(stage.wish(), 'Cut-Off-Secret-1');
  const other = await stage.secrets().begin(stage.wish({ robotId: 8 }), 'Never-Taken-1');
  stage.computer.keychain.set(`robot/${stage.instanceId}/7`, 'Cut-Off-Secret-1');
  stage.computer.keychain.set(`robot/${stage.instanceId}/8`, 'What-It-Had-1');
  await stage.restart();
  await stage.app.call('secrets.forget', { handles: [handle, other], sure: true });
  expect([...stage.computer.keychain.values()]).toStrictEqual(['What-It-Had-1']);
});

test('without a keychain a secret lives in memory if the user agreed, and ends with it', async () => {
  const stage = await secretsStage();
  stage.computer.broken = 'Cannot autolaunch D-Bus without X11 $DISPLAY';
  await expect(stage.secrets().begin(stage.wish(), null)).rejects.toMatchObject({
    code: 'keychain-missing',
  });
  const handle = await stage.secrets().begin(stage.wish({ sessionOnly: true }), 'In-Memory-1');
  await stage.secrets().promote(handle, { verified: true, at: AT });
  expect(stage.secrets().find(handle)).toMatchObject({ state: 'new', where: 'session' });
  expect(await stage.app.call('secrets.reveal', { handle })).toStrictEqual({
    secret: 'In-Memory-1',
  });

  // The keychain comes back: keeping it in the vault moves it there.
  stage.computer.broken = null;
  await stage.app.call('keychain.retry');
  await stage.app.call('secrets.keep', { handles: [handle] });
  expect(stage.secrets().find(handle)).toMatchObject({ state: 'kept', where: 'keychain' });
  expect(stage.computer.keychain.get(`robot/${stage.instanceId}/7`)).toBe('In-Memory-1');

  const other = await stage.secrets().begin(stage.wish({ robotId: 8 }), 'Ends-With-Us-1');
  stage.computer.keychain.delete(`pending/${other}`);
  await stage.restart();
  expect((await stage.app.call('secrets.list', {})).total).toBe(1);
});

test.each([
  ['damaged', (file: string) => writeFileSync(file, 'not a database'), ['journal-kept-aside']],
  ['missing', (file: string) => rmSync(file), []],
])('a %s journal does not lose which secrets are in the keychain', async (_, harm, notices) => {
  const stage = await secretsStage();
  const { begin, promote } = stage.secrets();
  const handle = await begin(stage.wish(), 'In-The-Vault-1');
  await promote(handle, { verified: true, at: AT });
  const forgotten = await begin(stage.wish({ robotId: 8 }), 'Forgotten-1');
  await promote(forgotten, { verified: true, at: AT });
  await stage.app.call('secrets.forget', { handles: [forgotten], sure: true });
  const { home } = stage.computer;
  await stage.app.quit();
  harm(join(home, 'journal.db'));
  stage.app = await stage.computer.start();
  expect((await stage.app.call('app.notices')).map(({ kind }) => kind)).toEqual(notices);
  expect(await stage.app.call('secrets.reveal', { handle })).toStrictEqual({
    secret: 'In-The-Vault-1',
  });
  expect((await stage.app.call('secrets.list', {})).total).toBe(1);
});

test('with passwords kept for the session only, secrets are not made without asking', async () => {
  const { app, secrets, wish } = await secretsStage();
  await app.call('keychain.setSessionOnly', { sessionOnly: true });
  await expect(secrets().requireReady()).rejects.toMatchObject({ code: 'keychain-missing' });
  const handle = await secrets().begin(wish({ sessionOnly: true }), null);
  expect(secrets().find(handle)).toMatchObject({ where: 'session' });
});
