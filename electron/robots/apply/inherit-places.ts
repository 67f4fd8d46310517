import { randomUUID } from 'node:crypto';
import type { RobotIdentity } from '../../../shared/contract/secrets.ts';
import type { Inventory } from '../../../shared/inventory/inventory.ts';
import type { PlanRecord, StepRecord } from '../plan-record.ts';
import type { After } from './step-means.ts';

/** Whose place the robot of a step takes, and whether that one is gone; null for nobody's. */
function before(
  { operation }: PlanRecord,
  { task, instanceId, seen }: StepRecord,
): { readonly robot: RobotIdentity; readonly isGone: boolean } | null {
  if (task.kind === 'recreate') {
    const { id: robotId, name, createdAt } = seen;
    return { robot: { instanceId, robotId, name, createdAt }, isGone: true };
  }
  if (task.kind !== 'create' || operation.kind !== 'create') return null;
  const robot = operation.source === 'twin' ? task.copyOf : (operation.replaces ?? null);
  return robot === null ? null : { robot, isGone: false };
}

/**
 * Where the secret of a robot is used belongs to the one that takes its place, so that its secret
 * is brought there.
 * @param after the robot that the step made
 */
export async function inheritPlaces(
  plan: PlanRecord,
  step: StepRecord,
  after: After,
  inventory: Pick<Inventory, 'secretPlaces' | 'saveSecretPlaces' | 'removeSecretPlace'>,
): Promise<void> {
  const from = step.made === null ? null : before(plan, step);
  if (step.made === null || from === null) return;
  const [places = []] = await inventory.secretPlaces([from.robot]);
  const { instanceId, made } = step;
  const createdAt = after?.robot.createdAt ?? 0;
  const heir = { instanceId, robotId: made.id, name: made.name, createdAt };
  await inventory.saveSecretPlaces(
    places.map(() => heir),
    places.map((place) => ({ ...place, id: randomUUID() })),
  );
  if (!from.isGone) return;
  for (const { id } of places) await inventory.removeSecretPlace(id);
}
