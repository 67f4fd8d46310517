import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PlannedDate } from '../../../electron/robots/plan/planned-expiries.ts';
import { createOneExport } from '../../../electron/files/one-export.ts';
import { createExpiryFiles } from '../../../electron/files/expiry-files.ts';
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
} from '../inventory/fleet.ts';
import { memoryDesktop } from '../memory-desktop.ts';

/** An instance without robots. */
const NOWHERE = '99999999-9999-4999-8999-999999999999';

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
  const dates: PlannedDate[] = [];
  const commands = { planned: () => Promise.resolve(dates) };
  const nameOf = (): string => 'prod';
  const exporting = createOneExport(() => whenTold());
  let whenTold = (): void => undefined;
  const made = createExpiryFiles({ inventory, commands, desktop, at: () => at, nameOf, exporting });
  const path = (name: string): string => (desktop.savePath = join(folder, name));
  const stopAtReport = (): void => void (whenTold = exporting.cancel);
  return { made, path, folder, desktop, inventory, dates, stopAtReport };
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

it('cancels nothing that still expires when less is asked for the next time', async () => {
  const { made, path, inventory, dates } = await files([5, 50, 60]);
  path('robots.ics');
  const plan = { key: 2, instanceId: PROD, expiresAt: NOW + 90 * DAY, plan: 'Renew 1 robot' };
  dates.push({ ...plan, robotId: 2, name: 'robot$r2' });
  await made.save({ ...wish, format: 'ics' });
  await inventory.markGone(PROD, 3, NOW);
  const less = await made.save({ ...wish, format: 'ics', query: 'expires:<=30d' });
  expect(less).toMatchObject({ robots: 1, calendar: { events: 3, changed: 0, cancelled: 1 } });
  const nothing = await made.save({ ...wish, format: 'ics', scope: [NOWHERE] });
  expect(nothing?.calendar).toMatchObject({ events: 3, changed: 0, cancelled: 0 });
});

it('writes what plans are about to make, of the robots that are asked for', async () => {
  const { made, path, dates } = await files([5, -6]);
  const file = path('robots.ics');
  const date = { key: 1, instanceId: PROD, expiresAt: NOW + 90 * DAY, plan: 'Renew 2 robots' };
  dates.push({ ...date, robotId: 1, name: 'robot$r1' });
  dates.push({ ...date, key: 2, robotId: 2, name: 'robot$r2' });
  const query = '-state:expired,never expires:<=30d name:robot$r2';
  expect((await made.save({ ...wish, format: 'ics', query }))?.calendar?.events).toBe(1);
  const all = await made.save({ ...wish, format: 'ics', query: '-state:expired,never' });
  expect(all?.calendar).toMatchObject({ events: 3 });
  expect(await readFile(file, 'utf8')).toContain('STATUS:TENTATIVE');
});

it('writes nothing where the user thinks better of it, and says what it could not write', async () => {
  const { made, path, desktop } = await files([5]);
  desktop.savePath = null;
  expect(await made.save({ ...wish, format: 'csv' })).toBeNull();
  path(join('no', 'such', 'folder.ics'));
  await expect(made.save({ ...wish, format: 'ics' })).rejects.toMatchObject({
    code: 'file-failed',
    message: expect.stringContaining('its folder is not there') as unknown,
  });
});

it('leaves nothing where it is stopped', async () => {
  const ends = Array.from({ length: 620 }, (_, place) => place + 1);
  const { made, path, folder, stopAtReport } = await files(ends);
  for (const format of ['ics', 'html', 'md', 'csv'] as const) {
    path(`expiry.${format}`);
    stopAtReport();
    await expect(made.save({ ...wish, format })).rejects.toMatchObject({ code: 'cancelled' });
  }
  expect(readdirSync(folder)).toEqual([]);
});
