import type { RobotWish } from '../../../shared/contract/operations.ts';
import type { Inventory } from '../../../shared/inventory/inventory.ts';
import { wantedRobot } from '../../../shared/robots/changes/wanted.ts';
import { type CreateTask, newStep, type StepRecord } from '../plan-record.ts';
import { createPrefixes } from './prefixes.ts';

/**
 * A step for one robot that is to be made, by what is known of its place.
 * @param now epoch seconds, our clock
 */
export function creationStep(
  index: number,
  task: CreateTask,
  { prefix, now }: { readonly prefix: string; readonly now: number },
): StepRecord {
  const { definition, place } = task;
  const { instanceId, project } = place;
  const seen = wantedRobot(definition, { project, projectId: null, prefix, now });
  return newStep({ index, instanceId, key: null, seen, given: null, task });
}

/** A step for each robot at each of its places. @param now epoch seconds, our clock */
export async function creationSteps(
  inventory: Pick<Inventory, 'knownPlace'>,
  wishes: readonly RobotWish[],
  now: number,
): Promise<StepRecord[]> {
  const prefixOf = createPrefixes(inventory);
  const steps: StepRecord[] = [];
  for (const { definition, places, secret } of wishes) {
    for (const place of places) {
      const prefix = await prefixOf(place.instanceId);
      const task: CreateTask = {
        kind: 'create',
        definition,
        place,
        choice: secret,
        copyOf: null,
        leaveOut: false,
      };
      steps.push(creationStep(steps.length, task, { prefix, now }));
    }
  }
  return steps;
}
