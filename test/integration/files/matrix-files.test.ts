import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMatrixFiles } from '../../../electron/files/matrix-files.ts';
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
  const made = createMatrixFiles({ inventory, desktop, at: () => at, nameOf: () => 'prod' });
  const folder = aFolder();
  const path = (name: string): string => (desktop.savePath = join(folder, name));
  return { made, path, desktop };
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
  expect(rows[1]).toBe('"robot$r00001","prod","","active","pulls","pulls"');
  expect(rows[2]).toBe('"robot$r00002","prod","","active","","pushes"');
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
