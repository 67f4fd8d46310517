import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMatrixFiles } from '../../../electron/files/matrix-files.ts';
import { createOneExport, type ExportProgress } from '../../../electron/files/one-export.ts';
import {
  aFolder,
  anInventory,
  aRobot,
  at,
  entry,
  PROD,
  read,
  wholeEnd,
} from '../inventory/fleet.ts';
import { memoryDesktop } from '../memory-desktop.ts';

const question = {
  query: '',
  scope: [],
  sort: { column: 'name' as const, descending: false },
};
const wish = { question, kind: '' as const, all: false, restsOn: ['prod as of now'] };

async function files(robots: number) {
  const inventory = await anInventory();
  const desktop = memoryDesktop();
  const reading = await inventory.beginReading(PROD);
  await inventory.writeProjects(reading, [
    { id: 1, name: 'library' },
    { id: 2, name: 'team-a' },
  ]);
  const number = (place: number): string => String(place).padStart(5, '0');
  await inventory.writeRobots(
    reading,
    Array.from({ length: robots }, (_, place) =>
      read(
        aRobot(place + 1, {
          name: `robot$r${number(place + 1)}`,
          permissions: [
            place % 2 === 0
              ? entry('project', '*', 'repository:pull')
              : entry('project', 'team-a', 'repository:push', 'repository:pull'),
          ],
        }),
      ),
    ),
  );
  await inventory.finishReading(reading, wholeEnd());
  const told: ExportProgress[] = [];
  const exporting = createOneExport((progress) => {
    told.push(progress);
    whenTold();
  });
  let whenTold = (): void => undefined;
  const nameOf = (): string => 'prod';
  const made = createMatrixFiles({ inventory, desktop, at: () => at, nameOf, exporting });
  const folder = aFolder();
  const path = (name: string): string => (desktop.savePath = join(folder, name));
  const atReport = (act: () => void) => (whenTold = act);
  return { made, path, folder, desktop, told, exporting, atReport };
}

it('writes both matrices as tables, every robot beside its own cells', async () => {
  const { made, path } = await files(620);
  const file = path('matrix.csv');
  expect(await made.save({ ...wish, format: 'csv', matrix: 'permissions' })).toEqual({
    path: file,
    robots: 620,
    columns: 2,
    leftOut: 0,
  });
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toBe('"robot","instance","project","state","repository:pull","repository:push"');
  expect(lines[1]).toBe('"robot$r00001","prod","","active","through all projects",""');
  expect(lines[620]).toBe(
    '"robot$r00620","prod","","active","in named projects","in named projects"',
  );

  const projects = path('projects.csv');
  await made.save({ ...wish, format: 'csv', matrix: 'projects' });
  const rows = (await readFile(projects, 'utf8')).split('\r\n');
  expect(rows[0]).toContain('"library","team-a"');
  expect(rows[1]).toBe('"robot$r00001","prod","","active","can pull","can pull"');
  expect(rows[2]).toBe('"robot$r00002","prod","","active","","can push"');
});

it('draws as many robots as a picture holds, and says how many are left out', async () => {
  const { made, path } = await files(2_003);
  const file = path('matrix.svg');
  const saved = await made.save({ ...wish, format: 'svg', matrix: 'permissions' });
  expect(saved).toMatchObject({ robots: 2_000, leftOut: 3 });
  const svg = await readFile(file, 'utf8');
  expect(svg).toContain('robot$r02000');
  expect(svg).not.toContain('robot$r02001');
  expect(svg).toContain('prod as of now');
});

it('writes nothing where nobody chose a place', async () => {
  const { made, desktop } = await files(1);
  desktop.savePath = null;
  expect(await made.save({ ...wish, format: 'csv', matrix: 'permissions' })).toBeNull();
});

it('says how far it is, and leaves nothing where it is stopped', async () => {
  const { made, path, folder, told, exporting, atReport } = await files(620);
  path('matrix.csv');
  atReport(exporting.cancel);
  await expect(made.save({ ...wish, format: 'csv', matrix: 'projects' })).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(told[0]).toEqual({ done: 200, total: 620 });
  expect(readdirSync(folder)).toEqual([]);
});

it('is the only export that runs', async () => {
  const { made, path, exporting } = await files(3);
  path('matrix.csv');
  await exporting.run(async () => {
    await expect(made.save({ ...wish, format: 'csv', matrix: 'projects' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
  expect(await made.save({ ...wish, format: 'csv', matrix: 'projects' })).toMatchObject({
    robots: 3,
  });
});
