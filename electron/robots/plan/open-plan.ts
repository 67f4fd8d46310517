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

/** Robots that are asked for at once. */
const AT_ONCE = 200;

/**
 * The steps of a file on the instances here. Robots are found by instance and id; those that the
 * inventory does not know, and instances that are not here, keep their steps and say so.
 */
export async function openedSteps(
  file: PlanFile,
  matches: Matches,
  inventory: Pick<Inventory, 'robotById'>,
): Promise<StepRecord[]> {
  const unknown = randomUUID();
  const idOf = (savedId: string): string => matches.get(savedId)?.id ?? unknown;
  const opened = async (
    { instanceId: savedId, seen, given, task }: PlanFile['steps'][number],
    index: number,
  ): Promise<StepRecord> => {
    const instanceId = idOf(savedId);
    const known = task.kind === 'create' ? null : await inventory.robotById(instanceId, seen.id);
    const moved =
      task.kind === 'create'
        ? {
            ...task,
            place: { ...task.place, instanceId },
            copyOf: task.copyOf && { ...task.copyOf, instanceId: idOf(task.copyOf.instanceId) },
          }
        : task;
    const key = known?.key ?? null;
    return newStep({ index, instanceId, key, seen, given, task: moved });
  };
  const steps: StepRecord[] = [];
  for (let from = 0; from < file.steps.length; from += AT_ONCE) {
    const some = file.steps.slice(from, from + AT_ONCE);
    steps.push(...(await Promise.all(some.map((one, place) => opened(one, from + place)))));
  }
  return steps;
}
