import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createOneExport } from '../../electron/files/one-export.ts';
import { createRiskRoom } from '../../electron/risk.ts';
import {
  aFolder,
  anInventory,
  aRobot,
  at,
  DAY,
  NOW,
  PROD,
  read,
  wholeEnd,
} from './inventory/fleet.ts';
import { memoryDesktop } from './memory-desktop.ts';

async function room(count: number) {
  const folder = aFolder();
  const inventory = await anInventory();
  const reading = await inventory.beginReading(PROD);
  await inventory.writeRobots(
    reading,
    Array.from({ length: count }, (_, place) => read(aRobot(place + 1))),
  );
  await inventory.finishReading(reading, wholeEnd());
  const desktop = memoryDesktop();
  let changes = 0;
  const exporting = createOneExport(() => whenTold());
  let whenTold = (): void => undefined;
  const made = createRiskRoom({
    inventory,
    desktop,
    at: () => at,
    nameOf: () => 'prod',
    onChanged: () => (changes += 1),
    exporting,
  });
  const path = (name: string): string => (desktop.savePath = join(folder, name));
  const stopAtReport = (): void => void (whenTold = exporting.cancel);
  return { made, inventory, desktop, path, folder, stopAtReport, changes: () => changes };
}

const wish = { query: '-risk:none', scope: [], title: 'Risk', restsOn: [] };
const said = { rule: 'never-expires', reason: 'Sealed in the safe', by: 'Kim' } as const;

it('writes every format where the user wants it, of more robots than are asked for at once', async () => {
  const { made, path } = await room(620);
  for (const format of ['json', 'csv', 'sarif', 'md'] as const) {
    const file = path(`risk.${format}`);
    const saved = await made.save({ ...wish, format });
    // All may do the same, and none of them ends.
    expect(saved).toEqual({ path: file, robots: 620, findings: 1_240 });
    const text = await readFile(file, 'utf8');
    for (const name of ['r1', 'r620']) expect(text).toContain(name);
  }
});

it('excepts robots by their id at Harbor, says so in files, and takes it back', async () => {
  const { made, inventory, path, changes } = await room(2);
  await made.except({ ...said, keys: [1, 77], endsAt: NOW + DAY });
  const [exception] = await inventory.riskExceptions();
  expect(exception).toMatchObject({ ...said, robotId: 1, robotName: 'robot$r1', madeAt: NOW });
  const file = path('risk.md');
  await made.save({ ...wish, format: 'md', query: '' });
  expect(await readFile(file, 'utf8')).toContain('Sealed in the safe | Kim');
  await made.removeException(exception?.id ?? '');
  expect(await inventory.riskExceptions()).toEqual([]);
  expect(changes()).toBe(2);
});

it('refuses an exception that is over, or about nobody', async () => {
  const { made } = await room(1);
  const over = made.except({ ...said, keys: [1], endsAt: NOW });
  await expect(over).rejects.toMatchObject({ code: 'not-allowed' });
  const nobody = made.except({ ...said, keys: [77], endsAt: NOW + DAY });
  await expect(nobody).rejects.toMatchObject({ code: 'unknown-item' });
});

it('writes nothing where the user thinks better of it, and says what it could not write', async () => {
  const { made, path, desktop } = await room(1);
  desktop.savePath = null;
  expect(await made.save({ ...wish, format: 'csv' })).toBeNull();
  path(join('no', 'such', 'risk.csv'));
  await expect(made.save({ ...wish, format: 'csv' })).rejects.toMatchObject({
    code: 'file-failed',
  });
});

it('leaves nothing where it is stopped', async () => {
  const { made, path, folder, stopAtReport } = await room(620);
  for (const format of ['json', 'csv', 'sarif', 'md'] as const) {
    path(`findings.${format}`);
    stopAtReport();
    await expect(made.save({ ...wish, format })).rejects.toMatchObject({ code: 'cancelled' });
  }
  expect(readdirSync(folder)).toEqual([]);
});
