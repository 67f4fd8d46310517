import { expect, it } from 'vitest';
import { anInventory, aRobot, at, NOW, PROD, read, wholeEnd } from './fleet.ts';

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
    { name: 'robot$r2', shortName: 'r2', prefix: 'robot$', createdBy: 'admin', state: 'active' },
  ]);
  expect(await inventory.facts(at)).toMatchObject([{ instanceId: PROD, asOf: NOW, robots: 2 }]);
  expect(await inventory.facets({ query: '', scope: [] }, at)).toHaveLength(8);
  expect((await inventory.overview([], at)).figures[0]).toMatchObject({ id: 'all', count: 2 });
  expect((await inventory.find('r1', at)).robots).toHaveLength(1);
  expect(await inventory.detail(rows[0]?.key ?? 0, at)).toMatchObject({ editable: true });
});
