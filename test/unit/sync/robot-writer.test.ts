import { expect, test } from 'vitest';
import { createRobotWriter } from '../../../electron/sync/robot-writer.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { ReadRobot } from '../../../shared/inventory/inventory.ts';
import type { Robot } from '../../../shared/robots/robot.ts';

const page = (...ids: number[]): ReadRobot[] =>
  ids.map((id) => ({ robot: { id } as Robot, raw: '{}' }));

/** An inventory that answers when it is told to. */
function slowInventory() {
  const writes: { ids: number[]; end: (written: number) => void; fail: (e: Error) => void }[] = [];
  return {
    writes,
    writeRobots: (_: number, robots: readonly ReadRobot[]) =>
      new Promise<{ written: number }>((resolve, reject) => {
        const ids = robots.map(({ robot }) => robot.id);
        writes.push({ ids, end: (written) => resolve({ written }), fail: reject });
      }),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('pages that come while one is being written go together into the next write', async () => {
  const inventory = slowInventory();
  let changes = 0;
  const writer = createRobotWriter(inventory, 7, () => (changes += 1));
  const first = writer.write(page(1, 2));
  await settled();
  const later = [writer.write(page(3)), writer.write(page(4, 5))];
  await settled();
  expect(inventory.writes.map(({ ids }) => ids)).toEqual([[1, 2]]);

  inventory.writes[0]?.end(2);
  await first;
  await settled();
  expect(inventory.writes.map(({ ids }) => ids)).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
  inventory.writes[1]?.end(0);
  await Promise.all(later);
  expect(changes).toBe(1);
});

test('a write that fails tells all of its pages, and the next one is tried', async () => {
  const inventory = slowInventory();
  const writer = createRobotWriter(inventory, 7, () => undefined);
  const both = Promise.allSettled([writer.write(page(1)), writer.write(page(2))]);
  await settled();
  const full = new AppError('disk-full', 'No room.');
  inventory.writes[0]?.fail(full);
  expect(await both).toEqual([
    { status: 'rejected', reason: full },
    { status: 'rejected', reason: full },
  ]);
  const next = writer.write(page(3));
  await settled();
  inventory.writes[1]?.end(1);
  await next;
});
