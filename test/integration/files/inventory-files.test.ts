import { existsSync, readdirSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createInventoryFiles } from '../../../electron/files/inventory-files.ts';
import { createOneExport } from '../../../electron/files/one-export.ts';
import {
  INVENTORY_FORMATS,
  INVENTORY_FORMAT_WORDS,
} from '../../../shared/exports/inventory/index.ts';
import { readDefinitions } from '../../../shared/exports/definitions/read.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { aFolder, anInventory, aRobot, at, PROD, read, wholeEnd } from '../inventory/fleet.ts';
import { memoryDesktop } from '../memory-desktop.ts';

const everything = {
  kind: 'query' as const,
  query: { query: '', scope: [], sort: { column: 'name' as const, descending: false } },
};

async function files(robots: number, robot: (id: number) => Robot = aRobot) {
  const folder = aFolder();
  const inventory = await anInventory();
  const desktop = memoryDesktop();
  const reading = await inventory.beginReading(PROD);
  const ids = Array.from({ length: robots }, (_, place) => place + 1);
  await inventory.writeRobots(
    reading,
    ids.map((id) => read(robot(id))),
  );
  await inventory.finishReading(reading, wholeEnd());
  const told: { readonly done: number; readonly total: number }[] = [];
  const made = createInventoryFiles({
    inventory,
    desktop,
    at: () => at,
    instances: () => [{ id: PROD, name: 'prod', url: 'https://harbor.example.com' }],
    exporting: createOneExport((progress) => {
      told.push(progress);
      whenTold();
    }),
  });
  let whenTold = (): void => undefined;
  return {
    made,
    folder,
    desktop,
    inventory,
    told,
    atReport: (act: () => void) => (whenTold = act),
    path: (name: string): string => (desktop.savePath = join(folder, name)),
  };
}

it('writes every format, more robots than are read at once, for the owner alone', async () => {
  const { made, path } = await files(620);
  for (const format of INVENTORY_FORMATS) {
    const { fileName, isForOne } = INVENTORY_FORMAT_WORDS[format];
    const file = path(fileName);
    if (isForOne) continue;
    expect(await made.save({ format, robots: everything, restsOn: [] })).toEqual({
      path: file,
      robots: 620,
      left: [],
      leftOut: 0,
      isStopped: false,
    });
    const text = await readFile(file, 'utf8');
    for (const id of [1, 200, 201, 620]) expect(text).toContain(`r${String(id)}`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  }
});

it('puts the shape of definition files beside one, and leaves what has its name', async () => {
  const { made, folder, path } = await files(1);
  const schema = join(folder, 'purser-robots.schema.json');
  path('robots.yaml');
  await made.save({ format: 'yaml', robots: everything, restsOn: [] });
  expect(readdirSync(folder)).toEqual(['robots.yaml']);
  path('purser-robots.yaml');
  const wish = { format: 'purser' as const, robots: everything, restsOn: [] };
  await made.save(wish);
  expect(readdirSync(folder).sort()).toEqual([
    'purser-robots.schema.json',
    'purser-robots.yaml',
    'robots.yaml',
  ]);
  expect(await readFile(schema, 'utf8')).toContain('"purser-robots"');
  await writeFile(schema, 'mine');
  await made.save(wish);
  expect(await readFile(schema, 'utf8')).toBe('mine');
});

const CLI = { format: 'harbor-cli' as const, robots: everything, restsOn: [] };

it('writes a file of harbor-cli for each robot, which says again what the robot is', async () => {
  const { made, desktop, folder, told } = await files(250);
  desktop.folderPath = folder;
  expect(await made.save(CLI)).toMatchObject({ path: folder, robots: 250, leftOut: 0 });
  const names = readdirSync(folder);
  expect(names).toHaveLength(250);
  for (const id of [1, 200, 201, 250]) {
    const file = join(folder, `prod-robot_r${String(id)}.yaml`);
    const { robots } = readDefinitions(await readFile(file, 'utf8'));
    expect(robots).toMatchObject([
      { name: `r${String(id)}`, permissions: [{ namespace: 'library' }] },
    ]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  }
  expect(told[0]).toMatchObject({ total: 250 });
});

it('leaves what is there, tells which robots have no file and why, and none gets the name of another', async () => {
  const { made, desktop, folder } = await files(5, (id) => {
    if (id === 2) return aRobot(id, { permissions: [] });
    // Two names that are one where a file may have no such sign.
    if (id === 3) return aRobot(id, { name: 'robot$a_b' });
    if (id === 4) return aRobot(id, { name: 'robot$a+b', projectName: 'a', level: 'project' });
    return aRobot(id);
  });
  desktop.folderPath = folder;
  await writeFile(join(folder, 'prod-robot_r1.yaml'), 'of somebody');
  const saved = await made.save(CLI);
  expect(saved).toMatchObject({ robots: 3, leftOut: 2, isStopped: false });
  expect([...(saved?.left ?? [])].sort((a, b) => (a.robotName < b.robotName ? -1 : 1))).toEqual([
    {
      robotName: 'robot$r1',
      instanceName: 'prod',
      why: 'a file of this name is there, and stays',
    },
    { robotName: 'robot$r2', instanceName: 'prod', why: 'it has no permissions' },
  ]);
  expect(readdirSync(folder).sort()).toEqual([
    'prod-robot_a_b-2.yaml',
    'prod-robot_a_b.yaml',
    'prod-robot_r1.yaml',
    'prod-robot_r5.yaml',
  ]);
  expect(await readFile(join(folder, 'prod-robot_r1.yaml'), 'utf8')).toBe('of somebody');
  desktop.folderPath = null;
  expect(await made.save(CLI)).toBeNull();
});

it('keeps the files that are there when it is stopped', async () => {
  const stage = await files(300);
  const { made, desktop, folder } = stage;
  desktop.folderPath = folder;
  stage.atReport(() => made.cancel());
  const saved = await made.save(CLI);
  expect(saved).toMatchObject({ isStopped: true, leftOut: 0 });
  expect(saved?.robots).toBeGreaterThan(0);
  expect(saved?.robots).toBeLessThan(300);
  expect(readdirSync(folder)).toHaveLength(saved?.robots ?? -1);
});

it('writes what was picked, in the order of the picks', async () => {
  const { made, path, inventory } = await files(5);
  const { keys } = await inventory.query(everything.query, at);
  const picked = [...keys].reverse().slice(0, 2);
  const file = path('robots.json');
  await made.save({ format: 'json', robots: { kind: 'keys', keys: picked }, restsOn: [] });
  const { robots } = JSON.parse(await readFile(file, 'utf8')) as { robots: { name: string }[] };
  expect(robots.map(({ name }) => name)).toEqual(['robot$r5', 'robot$r4']);
});

it('stops when it is told to, and leaves what stood there as it was', async () => {
  const stage = await files(3_000);
  const { made, path, folder, told } = stage;
  const file = path('robots.yaml');
  await writeFile(file, 'the old one');
  stage.atReport(() => made.cancel());
  const save = made.save({ format: 'yaml', robots: everything, restsOn: [] });
  await expect(save).rejects.toMatchObject({ code: 'cancelled' });
  expect(told).toHaveLength(1);
  expect(await readFile(file, 'utf8')).toBe('the old one');
  expect(readdirSync(folder)).toEqual(['robots.yaml']);
  stage.atReport(() => undefined);
  expect(await made.save({ format: 'csv', robots: everything, restsOn: [] })).not.toBeNull();
});

it('writes one file at a time, none where the user thinks better of it, and says what failed', async () => {
  const { made, path, desktop } = await files(1);
  const wish = { format: 'csv' as const, robots: everything, restsOn: [] };
  const file = path('a.csv');
  const first = made.save(wish);
  await expect(made.save(wish)).rejects.toMatchObject({ code: 'not-allowed' });
  await first;
  expect(existsSync(file)).toBe(true);
  desktop.savePath = null;
  expect(await made.save(wish)).toBeNull();
  path(join('no', 'such', 'folder.csv'));
  await expect(made.save(wish)).rejects.toMatchObject({ code: 'file-failed' });
});
