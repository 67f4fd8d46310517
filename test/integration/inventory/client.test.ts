import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FACET_FIELDS } from '../../../shared/contract/robots.ts';
import { openInventory } from '../open-inventory.ts';
import { aFolder, anInventory, aRobot, at, NOW, PROD, read, wholeEnd } from './fleet.ts';
import { anInstance } from './instances.ts';

it('answers through its worker what was written', async () => {
  const inventory = await anInventory();
  const reading = await inventory.beginReading(PROD);
  await inventory.writeProjects(reading, [{ id: 1, name: 'library' }]);
  const robots = [aRobot(1), aRobot(2, { description: 'for the pipeline' })];
  expect(
    await inventory.writeRobots(
      reading,
      robots.map((robot) => read(robot)),
    ),
  ).toEqual({
    written: 2,
  });
  expect(await inventory.finishReading(reading, wholeEnd())).toEqual({
    robots: 2,
    written: 2,
    gone: 0,
    replaced: false,
  });
  const sort = { column: 'name', descending: true } as const;
  const answer = await inventory.query({ query: 'pipeline', scope: [], sort }, at);
  expect(answer.total).toBe(2);
  expect(answer.keys).toBeInstanceOf(Uint32Array);
  const rows = await inventory.rows([...answer.keys], at);
  expect(rows).toMatchObject([
    { name: 'robot$r2', shortName: 'r2', createdBy: 'admin', state: 'active' },
  ]);
  expect(await inventory.facts(at)).toMatchObject([{ instanceId: PROD, asOf: NOW, robots: 2 }]);
  expect(await inventory.facets({ query: '', scope: [] }, at)).toHaveLength(FACET_FIELDS.length);
  expect((await inventory.overview({ scope: [], counted: [] }, at)).figures[0]).toMatchObject({
    id: 'all',
    count: 2,
  });
  expect((await inventory.find('r1', at)).robots).toHaveLength(1);
  expect(await inventory.detail(rows[0]?.key ?? 0, at)).toMatchObject({ editable: true });
});

it('rejects what was asked when its thread ends, starts it again and goes on', async () => {
  const folder = aFolder();
  const crashing = join(folder, 'crashing-worker.mjs');
  const worker = new URL('../../../shared/inventory/worker.ts', import.meta.url);
  // Ends the first time it is asked for views, as a thread does that runs out of memory.
  writeFileSync(
    crashing,
    `import { existsSync, writeFileSync } from 'node:fs';
     import { parentPort, workerData } from 'node:worker_threads';
     parentPort.on('message', ({ name }) => {
       const mark = workerData.folder + '/crashed';
       if (name !== 'views' || existsSync(mark)) return;
       writeFileSync(mark, '');
       process.exit(1);
     });
     await import(${JSON.stringify(worker.href)});`,
  );
  const inventory = await anInventory({ folder, workerFile: crashing });
  await inventory.saveInstances({ instances: [anInstance(PROD)], logins: [] });
  const reading = await inventory.beginReading(PROD);
  await inventory.writeRobots(reading, [read(aRobot(1))]);
  const answers = await Promise.allSettled([inventory.views(), inventory.facts(at)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(answers[0]).toMatchObject({ reason: { code: 'cache-failed', retryable: true } });
  expect((await inventory.storedInstances()).instances).toHaveLength(1);
  expect(await inventory.facts(at)).toMatchObject([{ robots: 1 }]);
  await expect(inventory.writeRobots(reading, [read(aRobot(2))])).rejects.toMatchObject({
    code: 'cache-failed',
    retryable: true,
  });
});

it('cannot be opened in a folder that is a file, and says so', async () => {
  const folder = join(aFolder(), 'file');
  writeFileSync(folder, '');
  await expect(openInventory({ folder })).rejects.toMatchObject({ code: 'cache-failed' });
});

it('tells of files put aside, at opening and later', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'inventory.db'), 'this is no database, not at all'.repeat(99));
  const inventory = await anInventory({ folder });
  expect(await inventory.notices()).toMatchObject([{ kind: 'cache-rebuilt' }]);
});

it('serves two at once on the same files', async () => {
  const folder = aFolder();
  const one = await anInventory({ folder });
  const other = await anInventory({ folder });
  const write = async (inventory: typeof one, first: number): Promise<void> => {
    const reading = await inventory.beginReading(PROD);
    for (let page = 0; page < 10; page += 1) {
      const ids = Array.from({ length: 20 }, (_, place) => first + page * 20 + place);
      await inventory.writeRobots(
        reading,
        ids.map((id) => read(aRobot(id))),
      );
    }
    await inventory.abandonReading(reading);
  };
  await Promise.all([write(one, 1), write(other, 1_000)]);
  await one.clearCache();
  await write(other, 1);
  expect(await one.facts(at)).toMatchObject([{ robots: 200 }]);
  expect(await other.facts(at)).toMatchObject([{ robots: 200 }]);
});

it('is closed for good', async () => {
  const inventory = await anInventory();
  const last = inventory.views();
  await inventory.close();
  expect(await last).not.toEqual([]);
  await expect(inventory.views()).rejects.toMatchObject({ code: 'cache-failed' });
  await inventory.close();
});
