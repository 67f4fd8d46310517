import type { RobotDefinition, WishedPlace } from '../../../shared/contract/operations.ts';
import type { Inventory, KnownRobot } from '../../../shared/inventory/inventory.ts';
import type { RobotEdit } from '../../../shared/robots/changes/edit.ts';
import { creationSteps } from './creation-steps.ts';
import { newStep, type StepRecord } from '../plan-record.ts';

/** What has to be done so that robots are as a file defines them. */
export interface DefinitionWishes {
  readonly changed: readonly { readonly known: KnownRobot; readonly edit: RobotEdit }[];
  readonly made: readonly { readonly definition: RobotDefinition; readonly place: WishedPlace }[];
  readonly removed: readonly KnownRobot[];
}

/** A step for each robot: changes first, then new ones, then what goes. @param now epoch seconds, our clock */
export async function definitionSteps(
  inventory: Pick<Inventory, 'knownPlace'>,
  { changed, made, removed }: DefinitionWishes,
  now: number,
): Promise<StepRecord[]> {
  const changes = changed.map(({ known: { instanceId, key, robot }, edit }, index) =>
    newStep({ index, instanceId, key, seen: robot, given: edit, task: { kind: 'change' } }),
  );
  const wishes = made.map(({ definition, place }) => ({
    definition,
    places: [place],
    secret: { kind: 'generate' as const },
  }));
  const creations = await creationSteps(inventory, wishes, now);
  const removals = removed.map(({ instanceId, key, robot }, index) =>
    newStep({ index, instanceId, key, seen: robot, given: null, task: { kind: 'delete' } }),
  );
  return [...changes, ...creations, ...removals].map((step, index) => ({ ...step, index }));
}
