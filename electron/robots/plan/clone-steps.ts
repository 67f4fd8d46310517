import type { ClonePlace, Until } from '../../../shared/contract/operations.ts';
import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import type { Inventory, KnownRobot } from '../../../shared/inventory/inventory.ts';
import { cloneOf } from '../../../shared/robots/changes/clone.ts';
import { creationStep } from './creation-steps.ts';
import type { CreateTask, StepRecord } from '../plan-record.ts';
import { createPrefixes } from './prefixes.ts';

/** Robots that cross from the worker in one message. */
const SLICE = 500;

/** What robots are cloned to, and how the clones differ. */
export interface CloneWishes {
  readonly keys: readonly number[];
  readonly places: readonly ClonePlace[];
  readonly name: string | null;
  readonly secret: SecretChoice;
  readonly until: Until | null;
  readonly leaveOut: boolean;
}

/** A step for each robot at each place. @param now epoch seconds, our clock */
export async function cloneSteps(
  inventory: Pick<Inventory, 'robotsByKeys' | 'knownPlace'>,
  wishes: CloneWishes,
  now: number,
): Promise<StepRecord[]> {
  const { places, name, secret, until, leaveOut } = wishes;
  const prefixOf = createPrefixes(inventory);
  const steps: StepRecord[] = [];
  const add = async ({ instanceId, robot }: KnownRobot): Promise<void> => {
    const prefix = await prefixOf(instanceId);
    for (const place of places) {
      const { definition, project } = cloneOf(robot, prefix, { ...place, name, until });
      const task: CreateTask = {
        kind: 'create',
        definition,
        place: { instanceId: place.instanceId, project },
        choice: secret,
        copyOf: {
          instanceId,
          robotId: robot.id,
          name: robot.name,
          createdAt: robot.createdAt,
        },
        leaveOut,
      };
      const there = await prefixOf(place.instanceId);
      steps.push(creationStep(steps.length, task, { prefix: there, now }));
    }
  };
  const keys = [...new Set(wishes.keys)];
  for (let from = 0; from < keys.length; from += SLICE) {
    for (const robot of await inventory.robotsByKeys(keys.slice(from, from + SLICE))) {
      await add(robot);
    }
  }
  return steps;
}
