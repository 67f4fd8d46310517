import { expect, it } from 'vitest';
import { createOwnerRoom } from '../../electron/owners.ts';
import type { KeptOwnerRule } from '../../shared/contract/owners.ts';
import { at, anInventory, aRobot, DAY, NOW, PROD, read, wholeEnd } from './inventory/fleet.ts';
import { memoryDesktop } from './memory-desktop.ts';

const rule = (owner: string, name: string): KeptOwnerRule => ({
  id: `00000000-0000-4000-8000-0000000000${String(10 + owner.length)}`,
  owner,
  instanceId: null,
  project: '',
  name,
  creator: '',
});

/** Robots r1 to r9 (or more), which expire in -2 to 6 days, and one that never does. */
async function room(count = 9) {
  const inventory = await anInventory();
  const desktop = memoryDesktop();
  let changes = 0;
  const clock = { ahead: 0 };
  const sync = async (renewed: readonly number[] = []): Promise<void> => {
    const reading = await inventory.beginReading(PROD);
    const robots = Array.from({ length: count }, (_, place) => {
      const id = place + 1;
      const days = renewed.includes(id) ? 90 : (place % 9) - 2;
      return read(aRobot(id, { expiresAt: NOW + days * DAY + 60 }));
    });
    const named = read(aRobot(count + 1, { description: 'nightly, owner="Team Z"' }));
    await inventory.writeRobots(reading, [...robots, named]);
    await inventory.finishReading(reading, wholeEnd());
  };
  await sync();
  const owners = createOwnerRoom({
    inventory,
    desktop,
    at: () => ({ ...at, now: NOW + clock.ahead }),
    nameOf: () => 'prod',
    onChanged: () => (changes += 1),
  });
  const keysOf = async (query: string): Promise<number[]> => {
    const sort = { column: 'expires', descending: false } as const;
    return [...(await inventory.query({ query, scope: [], sort }, at)).keys];
  };
  return { owners, desktop, sync, keysOf, clock, changes: () => changes, inventory };
}

it('lets every robot follow the rules, its description and what was said by hand', async () => {
  const { owners, keysOf, changes, inventory } = await room();
  const list = await owners.saveRules([rule('web', 'r1'), rule('everybody', 'r?')]);
  expect(changes()).toBe(1);
  expect(list.owners.map(({ name, robots }) => [name, robots])).toEqual([
    ['everybody', 8],
    ['web', 1],
    ['Team Z', 1],
  ]);
  const [key = 0] = await keysOf('name:r5');
  await owners.assign([key], 'bob');
  expect(await keysOf('owner:BOB')).toEqual([key]);
  expect((await inventory.detail(key, at)).ownerSource).toBe('hand');
  await owners.assign([key], null);
  expect(await keysOf('owner:bob')).toEqual([]);
  expect((await inventory.detail(key, at)).owner).toBe('everybody');
  await owners.saveRules([]);
  expect(await keysOf('owner:none')).toHaveLength(9);
});

it('keeps what was said by hand when the cache is rebuilt and robots are read again', async () => {
  const { owners, keysOf, sync, inventory } = await room();
  const [key = 0] = await keysOf('name:r5');
  await owners.assign([key], 'bob');
  await inventory.clearCache();
  await sync();
  expect(await keysOf('owner:bob')).toHaveLength(1);
  expect(await keysOf('owner:"team z"')).toHaveLength(1);
});

it('writes a message about what expires, and remembers what was told on that day', async () => {
  const { owners, desktop, sync, clock } = await room();
  await owners.saveRules([rule('web', 'r?')]);
  const message = await owners.message('web');
  // Two have expired, and the seven of the days ahead are soon.
  expect(message.robots).toHaveLength(9);
  expect(message.text).toContain('- robot$r1 on prod: expired 1 day ago');
  expect(message.text).toContain('- robot$r9 on prod: expires in 6 days');

  await owners.saveMail('web', 'web@example.com');
  expect(await owners.mail('web')).toBe(true);
  expect(desktop.mails).toMatchObject([{ to: 'web@example.com', subject: message.subject }]);

  const told = await owners.told('web', message.robots);
  expect(told.owners[0]).toMatchObject({
    name: 'web',
    toldAt: NOW,
    untold: 0,
    mail: 'web@example.com',
  });

  // One was renewed, and expires again much later: only then is that news.
  await sync([3]);
  expect((await owners.list()).owners[0]).toMatchObject({ untold: 0 });
  clock.ahead = 80 * DAY;
  expect((await owners.list()).owners[0]).toMatchObject({ toldAt: NOW, untold: 1 });
});

it('says so where there is nothing to tell, and where a mail would be too long', async () => {
  const { owners, desktop } = await room(60);
  await expect(owners.message('nobody else')).rejects.toMatchObject({ code: 'unknown-item' });
  await owners.saveRules([rule('web', '*')]);
  expect(await owners.mail('web')).toBe(false);
  expect(desktop.mails).toEqual([]);
});

it('follows rules and names that come from a workspace file at once', async () => {
  const { inventory, keysOf } = await room();
  const data = JSON.stringify(rule('web', 'r1'));
  await inventory.addPortableRows('ownerRules', [{ id: rule('web', 'r1').id, position: 0, data }]);
  await inventory.addPortableRows('owners', [{ instance_id: PROD, robot_id: 2, owner: 'bob' }]);
  expect(await keysOf('owner:web')).toHaveLength(1);
  expect(await keysOf('owner:bob')).toHaveLength(1);
});

it('counts everybody where there are more than one message names', async () => {
  const { owners } = await room(1_200);
  await owners.saveRules([rule('web', '*')]);
  const { subject, text, robots } = await owners.message('web');
  const [{ expiring, expired } = { expiring: 0, expired: 0 }] = (await owners.list()).owners;
  expect(subject).toBe(
    `Robot accounts: ${String(expired)} robot accounts expired, ${String(expiring)} will expire soon`,
  );
  const more = expiring + expired - robots.length;
  expect(more).toBeGreaterThan(100);
  expect(text).toContain(`- and ${String(more)} robot accounts more\n\nWhat to do`);
  const told = await owners.told('web', robots);
  expect(told.owners[0]?.untold).toBe(more);
});
