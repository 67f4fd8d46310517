import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PlannedDate } from '../../../electron/robots/plan/planned-expiries.ts';
import { createOneExport } from '../../../electron/files/one-export.ts';
import { createExpiryFiles } from '../../../electron/files/expiry-files.ts';
import type { Now } from '../../../shared/inventory/inventory.ts';
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
import { anInstance } from '../inventory/instances.ts';
import { memoryDesktop } from '../memory-desktop.ts';

/** An instance without robots. */
const NOWHERE = '99999999-9999-4999-8999-999999999999';

const wish = { query: '', scope: [], title: 'What expires', restsOn: [] };

/** A date that a plan is about to give a robot. */
const dateFor = (id: number): PlannedDate => ({
  instanceId: PROD,
  robot: { key: id, id },
  twinOf: null,
  id: String(id),
  name: `robot$r${String(id)}`,
  expiresAt: NOW + 90 * DAY,
  plan: 'Renew some robots',
});

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
  const now: { at: Now } = { at };
  const commands = { planned: () => Promise.resolve(dates) };
  const nameOf = (): string => 'prod';
  const exporting = createOneExport(() => whenTold());
  let whenTold = (): void => undefined;
  const instances = () => [anInstance(PROD, { tags: ['slow'] })];
  const ports = { inventory, commands, desktop, instances, nameOf, exporting };
  const made = createExpiryFiles({ ...ports, at: () => now.at });
  const path = (name: string): string => (desktop.savePath = join(folder, name));
  const stopAtReport = (): void => void (whenTold = exporting.cancel);
  return { made, path, now, folder, desktop, inventory, dates, stopAtReport };
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
  dates.push(dateFor(2));
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
  dates.push(dateFor(1), dateFor(2));
  const query = '-state:expired,never expires:<=30d name:robot$r2';
  expect((await made.save({ ...wish, format: 'ics', query }))?.calendar?.events).toBe(1);
  const all = await made.save({ ...wish, format: 'ics', query: '-state:expired,never' });
  expect(all?.calendar).toMatchObject({ events: 3 });
  expect(await readFile(file, 'utf8')).toContain('STATUS:TENTATIVE');
});

it('writes robots that plans make anew, with the one they take the place of or where all are asked for', async () => {
  const { made, path, dates } = await files([5, 6]);
  const file = path('robots.ics');
  const twinOf = { instanceId: PROD, robotId: 2, name: 'robot$r2', createdAt: 0 };
  const anew = { ...dateFor(0), robot: null, plan: 'Create 1 robot' };
  dates.push({ ...anew, id: 'new-a-0', name: 'robot$fresh' });
  dates.push({ ...anew, id: 'new-b-0', name: 'robot$r2-b', twinOf });
  dates.push({ ...anew, id: 'new-c-0', name: 'robot$elsewhere', instanceId: NOWHERE });
  const names = async (query: string): Promise<string[]> => {
    await writeFile(file, '');
    await made.save({ ...wish, format: 'ics', query });
    const text = await readFile(file, 'utf8');
    return ['fresh', 'r2-b', 'elsewhere'].filter((name) => text.includes(`SUMMARY:robot$${name} `));
  };
  expect(await names('-state:disabled,legacy')).toEqual(['fresh', 'r2-b']);
  expect(await names('name:r2')).toEqual(['r2-b']);
  expect(await names('name:r1')).toEqual([]);
});

it('sounds alarms by the limits of the instance or its tag', async () => {
  const { made, path, now } = await files([50]);
  const file = path('robots.ics');
  const rule = { of: 'tag', value: 'Slow', criticalDays: 21, soonDays: 40 } as const;
  now.at = { ...at, rules: [rule] };
  await made.save({ ...wish, format: 'ics' });
  expect((await readFile(file, 'utf8')).match(/TRIGGER:.*/g)).toEqual([
    'TRIGGER:-P21D',
    'TRIGGER:-P1D',
  ]);
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
