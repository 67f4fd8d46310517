import type { RobotRow } from '../../shared/contract/robots.ts';
import type { Inventory, Now } from '../../shared/inventory/inventory.ts';
import type { Robot } from '../../shared/robots/robot.ts';

/** Robots that are asked for at once: few enough for the main process to stay quick. */
const BATCH = 200;

/** A robot as Harbor describes it, and as the table shows it. */
export interface ChosenRobot {
  readonly robot: Robot;
  readonly row: RobotRow;
}

/** Robots of the inventory in the order of their keys, a batch at a time; those that are gone from it are left out. */
export async function* readChosen(
  inventory: Pick<Inventory, 'rows' | 'robotsByKeys'>,
  keys: Uint32Array,
  now: Now,
): AsyncGenerator<ChosenRobot[]> {
  for (let from = 0; from < keys.length; from += BATCH) {
    const wanted = [...keys.subarray(from, from + BATCH)];
    const [rows, robots] = await Promise.all([
      inventory.rows(wanted, now),
      inventory.robotsByKeys(wanted),
    ]);
    const byKey = new Map(robots.map(({ key, robot }) => [key, robot]));
    yield rows.flatMap((row) => {
      const robot = byKey.get(row.key);
      return robot === undefined ? [] : [{ row, robot }];
    });
  }
}
