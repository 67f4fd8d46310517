import type { Operation } from '../../../shared/contract/operations.ts';
import type { Inventory, KnownRobot } from '../../../shared/inventory/inventory.ts';
import type { RobotEdit } from '../../../shared/robots/changes/edit.ts';
import { newStep, type StepRecord } from '../plan-record.ts';
import { createPrefixes } from './prefixes.ts';
import { taskOf } from './tasks.ts';

/** Robots that cross from the worker in one message: few enough for the window to stay quick. */
const SLICE = 200;

/**
 * A step for each robot of the inventory, in the order of the keys, each once.
 * @param givenTo the change of a robot where each has its own
 */
export async function planSteps(
  inventory: Pick<Inventory, 'robotsByKeys' | 'knownPlace'>,
  operation: Operation,
  keys: readonly number[],
  givenTo: (robot: KnownRobot) => RobotEdit | null = () => null,
): Promise<StepRecord[]> {
  const wanted = [...new Set(keys)];
  const prefixOf = createPrefixes(inventory);
  const steps: StepRecord[] = [];
  const ask = (from: number): Promise<readonly KnownRobot[]> =>
    inventory.robotsByKeys(wanted.slice(from, from + SLICE));
  let asked = ask(0);
  for (let from = 0; from < wanted.length; from += SLICE) {
    const answer = asked;
    // The worker reads the next ones while steps are made of these.
    asked = ask(from + SLICE);
    asked.catch(() => undefined);
    const robots = await answer;
    for (const known of robots) {
      const { key, instanceId, robot } = known;
      const task = taskOf(operation, robot, await prefixOf(instanceId));
      const index = steps.length;
      steps.push(newStep({ index, instanceId, key, seen: robot, given: givenTo(known), task }));
    }
  }
  return steps;
}
