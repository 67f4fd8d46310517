import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createExpiryFiles } from '../../electron/expiry-files.ts';
import {
  at,
  aFolder,
  anInventory,
  aRobot,
  DAY,
  NOW,
  PROD,
  read,
  wholeEnd,
} from './inventory/fleet.ts';
import { memoryDesktop } from './memory-desktop.ts';

const wish = { query: '', scope: [], title: 'What expires', restsOn: [] };

async function files(ends: readonly number[]) {
  const folder = aFolder();
  const inventory = await anInventory();
  const desktop = memoryDesktop();
  const sync = async (): Promise<void> => {
    const reading = await inventory.beginReading(PROD);
    await inventory.writeRobots(
      reading,
      ends.map((days, place) => read(aRobot(place + 1, { expiresAt: NOW + days * DAY }))),
    );
    await inventory.finishReading(reading, wholeEnd());
  };
  await sync();
  const made = createExpiryFiles({ inventory, desktop, at: () => at, nameOf: () => 'prod' });
  const path = (name: string): string => (desktop.savePath = join(folder, name));
  return { made, path, desktop, inventory };
}

it('writes every format where the user wants it', async () => {
  // More than one batch of rows.
  const { made, path } = await files(Array.from({ length: 620 }, (_, place) => place + 1));
  for (const format of ['html', 'md', 'csv'] as const) {
    const file = path(`report.${format}`);
    expect(await made.save({ ...wish, format })).toEqual({
      path: file,
      robots: 620,
      calendar: null,
    });
    const text = await readFile(file, 'utf8');
    expect(text).toContain('r1');
    expect(text).toContain('r620');
  }
  const calendar = path('robots.ics');
  expect(await made.save({ ...wish, format: 'ics', query: 'expires:<=30d' })).toEqual({
    path: calendar,
    robots: 30,
    calendar: { events: 30, added: 30, changed: 0, cancelled: 0, leftOut: 0 },
  });
});

it('writes a calendar after the one before, and over anything else', async () => {
  const { made, path, inventory } = await files([5, 6, 7]);
  const file = path('robots.ics');
  await writeFile(file, 'something else');
  await made.save({ ...wish, format: 'ics' });
  await inventory.markGone(PROD, 1, NOW);
  const renewed = aRobot(2, { expiresAt: NOW + 60 * DAY, updatedAt: NOW });
  await inventory.writeRobot(PROD, read(renewed));
  expect((await made.save({ ...wish, format: 'ics' }))?.calendar).toEqual({
    events: 2,
    added: 0,
    changed: 1,
    cancelled: 1,
    leftOut: 0,
  });
  expect(await readFile(file, 'utf8')).toContain('STATUS:CANCELLED');
});

it('writes nothing where the user thinks better of it, and says what it could not write', async () => {
  const { made, path, desktop } = await files([5]);
  desktop.savePath = null;
  expect(await made.save({ ...wish, format: 'csv' })).toBeNull();
  path(join('no', 'such', 'folder.ics'));
  await expect(made.save({ ...wish, format: 'ics' })).rejects.toMatchObject({
    code: 'file-failed',
  });
});
