import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '../../../shared/contract/errors.ts';
import { openInventory } from '../open-inventory.ts';
import type { Inventory, InventoryOptions } from '../../../shared/inventory/inventory.ts';
import { PASSWORD } from '../harbor/stage.ts';
import { aComputer, draftFor, draftOf, MISSING, SOON, type Computer } from './stage.ts';

const NOWHERE = 'http://127.0.0.1:1';
const noted = (computer: Computer): string => join(computer.home, 'unsettled-accounts.json');

/** The real inventory, of which writing instances can be made to fail. */
const failing = (onSave: () => void) => {
  const switches = { isOn: false };
  const open = async (options: InventoryOptions): Promise<Inventory> => {
    const real = await openInventory(options);
    return {
      ...real,
      saveInstances: (stored) => {
        if (!switches.isOn) return real.saveInstances(stored);
        onSave();
        return Promise.reject(new AppError('disk-full', 'The disk is full.'));
      },
    };
  };
  return { open, switches };
};

it('a secret that cannot be kept: nothing is saved', async () => {
  const computer = aComputer();
  const app = await computer.start();
  await app.call('keychain.status');
  computer.broken = 'Stub received bad data';
  await expect(app.call('instances.save', draftFor(NOWHERE, 'prod'))).rejects.toMatchObject({
    code: 'keychain-failed',
  });
  expect(await app.call('instances.list')).toStrictEqual([]);
});

it('a full disk: says so, and takes the secret out of the keychain again', async () => {
  const computer = aComputer();
  const seen: string[] = [];
  const { open, switches } = failing(() => {
    seen.push(...computer.keychain.values(), readFileSync(noted(computer), 'utf8'));
  });
  const app = await computer.start({ openInventory: open });
  switches.isOn = true;
  const saving = app.call('instances.save', draftFor(NOWHERE, 'prod'));
  await expect(saving).rejects.toMatchObject({ code: 'disk-full' });
  // The secret was in the keychain before the row was tried, and its account noted before that.
  expect(seen[0]).toBe(PASSWORD);
  expect(seen[1]).toMatch(/^\["login\/[0-9a-f-]{36}"\]\n$/);
  expect(computer.keychain.size).toBe(0);
  expect(existsSync(noted(computer))).toBe(false);
  expect(await app.call('instances.list')).toStrictEqual([]);
});

it('a full disk while removing: the instance and its secret stay', async () => {
  const computer = aComputer();
  const { open, switches } = failing(() => undefined);
  const app = await computer.start({ openInventory: open });
  const { config } = await app.call('instances.save', draftFor(NOWHERE, 'prod'));
  switches.isOn = true;
  await expect(app.call('instances.remove', { id: config.id })).rejects.toMatchObject({
    code: 'disk-full',
  });
  switches.isOn = false;
  expect((await app.view('prod')).login.stored).toBe('keychain');
  expect([...computer.keychain.values()]).toStrictEqual([PASSWORD]);
  await app.quit();
  const next = await computer.start();
  await expect.poll(() => existsSync(noted(computer)), SOON).toBe(false);
  expect([...computer.keychain.values()]).toStrictEqual([PASSWORD]);
  expect((await next.view('prod')).config.id).toBe(config.id);
});

it('an end between the secret and the row: the next start removes the secret', async () => {
  const computer = aComputer();
  // What follows the failure finds no keychain, as if it had never come to that.
  const { open, switches } = failing(() => {
    computer.broken = MISSING;
  });
  const app = await computer.start({ openInventory: open });
  switches.isOn = true;
  await expect(app.call('instances.save', draftFor(NOWHERE, 'prod'))).rejects.toThrow();
  await app.quit();
  expect(computer.keychain.size).toBe(1);
  expect(readFileSync(noted(computer), 'utf8')).not.toContain(PASSWORD);
  computer.broken = null;
  await computer.start();
  await expect
    .poll(() => [computer.keychain.size, existsSync(noted(computer))], SOON)
    .toStrictEqual([0, false]);
});

it('an end right after the row: the next start keeps the secret', async () => {
  const computer = aComputer();
  const app = await computer.start();
  const { login } = await app.call('instances.save', draftFor(NOWHERE, 'prod'));
  await app.quit();
  writeFileSync(noted(computer), JSON.stringify([`login/${login.id}`]));
  await computer.start();
  await expect.poll(() => existsSync(noted(computer)), SOON).toBe(false);
  expect([...computer.keychain.values()]).toStrictEqual([PASSWORD]);
});

it.each(['', '{', '[1]', '"login/1"'])(
  'a broken list of accounts (%s) stops nothing',
  async (text) => {
    const computer = aComputer();
    writeFileSync(noted(computer), text);
    const app = await computer.start();
    await app.call('instances.save', draftFor(NOWHERE, 'prod'));
    expect(existsSync(noted(computer))).toBe(false);
  },
);

it('changes at once are made one after the other', async () => {
  const computer = aComputer();
  const app = await computer.start();
  const names = ['a', 'b', 'c', 'd'];
  await Promise.all(names.map((name) => app.call('instances.save', draftFor(NOWHERE, name))));
  const views = await app.call('instances.list');
  expect(views.map(({ config }) => config.name)).toStrictEqual(names);
  await Promise.all(
    views.map((view) =>
      view.config.name === 'b'
        ? app.call('instances.remove', { id: view.config.id })
        : app.call('instances.save', draftOf(view, { config: { group: 'all' } })),
    ),
  );
  const left = await app.call('instances.list');
  expect(left.map(({ config }) => `${config.group} ${config.name}`)).toStrictEqual([
    'all a',
    'all c',
    'all d',
  ]);
  expect(computer.keychain.size).toBe(3);
});
