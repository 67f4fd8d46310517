import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi, it } from 'vitest';
import { openInventoryAhead } from '../../../electron/inventory-ahead.ts';
import type { Inventory } from '../../../shared/inventory/inventory.ts';

const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'purser-ahead-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
};

const closed = (inventory: Inventory): Inventory => {
  onTestFinished(() => inventory.close());
  return inventory;
};

it('opens before anybody asks, and gives that one away once', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'inventory.db'), 'this is no database, not at all'.repeat(99));
  const open = openInventoryAhead({ folder });
  await vi.waitFor(() => expect(existsSync(join(folder, 'state.db'))).toBe(true), 10_000);
  const first = closed(await open({ folder }));
  // It was opened before, so it is the one that met the broken file.
  expect(await first.notices()).toMatchObject([{ kind: 'cache-rebuilt' }]);
  const second = closed(await open({ folder }));
  expect(await second.notices()).toEqual([]);
});

it('opens other folders as they are asked for', async () => {
  const [own, other] = [aFolder(), aFolder()];
  const open = openInventoryAhead({ folder: own });
  const asked = closed(await open({ folder: other }));
  closed(await open({ folder: own }));
  expect(existsSync(join(other, 'state.db'))).toBe(true);
  expect(await asked.notices()).toEqual([]);
});

it('tells whoever asks why it could not be opened, and then tries anew', async () => {
  const folder = join(aFolder(), 'folder');
  writeFileSync(folder, '');
  const open = openInventoryAhead({ folder });
  await expect(open({ folder })).rejects.toMatchObject({ code: 'cache-failed' });
  rmSync(folder);
  closed(await open({ folder }));
});
