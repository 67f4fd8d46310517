import { randomUUID } from 'node:crypto';
import type { PlanOrigin } from '../../../shared/contract/plans.ts';
import type { Inventory } from '../../../shared/inventory/inventory.ts';
import type { NamedInstance, PlanFile } from './plan-file.ts';
import { newStep, type StepRecord } from '../plan-record.ts';

/** An address in the one spelling in which equal ones are equal. */
export const addressOf = (url: string): string =>
  new URL(url).href.replace(/\/+$/, '').toLowerCase();

/** The instances of a file by the ids that they have there. */
export type Matches = ReadonlyMap<string, PlanOrigin['instances'][number]>;

/** Which instance here each instance of the file is: the same address, by the same name if several. */
export function matchInstances(
  file: Pick<PlanFile, 'instances'>,
  here: readonly NamedInstance[],
): Matches {
  return new Map(
    file.instances.map(({ id, name, url }) => {
      const same = here.filter((one) => addressOf(one.url) === addressOf(url));
      const match = same.find((one) => one.name === name) ?? same[0];
      // One that is not here gets an id of its own, so that it is taken for no other.
      const asHere = match?.id ?? randomUUID();
      return [id, { id: asHere, name, url, isHere: match !== undefined }];
    }),
  );
}

/** Steps whose robots are asked for at once. */
const AT_ONCE = 1_000;

type FileStep = PlanFile['steps'][number];

/** The keys of the robots of these steps, by the ids of instance and robot here. */
async function keysOf(
  steps: readonly FileStep[],
  idOf: (savedId: string) => string,
  inventory: Pick<Inventory, 'robotsByIds'>,
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const wanted = new Map<string, number[]>();
  for (const { instanceId, seen, task } of steps) {
    if (task.kind === 'create') continue;
    const ids = wanted.get(idOf(instanceId)) ?? [];
    wanted.set(idOf(instanceId), ids);
    ids.push(seen.id);
  }
  const found = await Promise.all(
    [...wanted].map(async ([instanceId, ids]) => {
      const robots = await inventory.robotsByIds(instanceId, ids);
      return [instanceId, new Map(robots.map(({ robot, key }) => [robot.id, key]))] as const;
    }),
  );
  return new Map(found);
}

/**
 * The steps of a file on the instances here. Robots are found by instance and id; those that the
 * inventory does not know, and instances that are not here, keep their steps and say so.
 * @param onProgress so many steps are done
 */
export async function openedSteps(
  file: PlanFile,
  matches: Matches,
  inventory: Pick<Inventory, 'robotsByIds'>,
  onProgress: (done: number) => void,
): Promise<StepRecord[]> {
  const unknown = randomUUID();
  const idOf = (savedId: string): string => matches.get(savedId)?.id ?? unknown;
  const moved = (task: FileStep['task']): FileStep['task'] =>
    task.kind === 'create'
      ? {
          ...task,
          place: { ...task.place, instanceId: idOf(task.place.instanceId) },
          copyOf: task.copyOf && { ...task.copyOf, instanceId: idOf(task.copyOf.instanceId) },
        }
      : task;
  const steps: StepRecord[] = [];
  for (let from = 0; from < file.steps.length; from += AT_ONCE) {
    const some = file.steps.slice(from, from + AT_ONCE);
    const keys = await keysOf(some, idOf, inventory);
    for (const { instanceId: savedId, seen, given, task } of some) {
      const instanceId = idOf(savedId);
      const key = (task.kind === 'create' ? null : keys.get(instanceId)?.get(seen.id)) ?? null;
      steps.push(newStep({ index: steps.length, instanceId, key, seen, given, task: moved(task) }));
    }
    onProgress(steps.length);
  }
  return steps;
}
