import { existsSync, linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ExportRecipe } from '../../../shared/contract/secret-places.ts';
import { createExportsAhead } from '../../../electron/secret-exports/exports-ahead.ts';
import { plainText } from '../../../electron/secret-exports/drafts.ts';
import {
  openUnfinishedFiles,
  UNFINISHED_FILE,
} from '../../../electron/secret-exports/unfinished-files.ts';
import { memoryDesktop } from '../memory-desktop.ts';
import { openInventory } from '../open-inventory.ts';
import { outgoingRobot } from './outgoing-robot.ts';

const silent = { error: () => undefined, warn: () => undefined, info: () => undefined };

test('a file that a kill left under its own and its temporary name is known as written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'purser-second-name-'));
  const inventory = await openInventory({ folder, onNotice: () => undefined });
  onTestFinished(async () => {
    await inventory.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const robot = outgoingRobot(1, 'Secret1');
  const recipe: ExportRecipe = {
    format: 'list-json',
    options: {},
    encryption: 'none',
    recipients: [],
  };
  const path = join(folder, 'secrets.json');
  const temporary = `${path}.00000000-0000-4000-8000-000000000000.new`;
  writeFileSync(temporary, plainText(recipe, [robot]), { mode: 0o600 });
  linkSync(temporary, path);
  writeFileSync(join(folder, UNFINISHED_FILE), JSON.stringify([temporary]));

  const told: string[] = [];
  const exports = createExportsAhead({
    inventory,
    at: () => ({ now: 1_800_000_000, criticalDays: 7, soonDays: 30 }),
    instance: () => null,
    desktop: memoryDesktop(),
    unfinished: await openUnfinishedFiles(folder, silent),
    credentials: () => Promise.resolve([robot]),
    secrets: { handOver: async (handles) => void told.push(...handles) },
    onExported: () => Promise.resolve(),
  });
  const seen = { state: 'new', changes: [], beware: [], failure: null } as const;
  expect(await exports.isWritten({ path, recipe, ...seen }, [robot.handle])).toBe(true);
  expect(told).toEqual([robot.handle]);
  expect(existsSync(temporary)).toBe(false);
});
