import type { RobotSecret } from '../../shared/contract/secrets.ts';
import type { Inventory, KnownRobot } from '../../shared/inventory/inventory.ts';
import type { RobotSecrets } from './robot-secrets.ts';

/**
 * The robot that a secret is of, as the inventory knows it; null where that has none, or only
 * another one that got its id on a Harbor that was set up afresh.
 */
export async function robotOfSecret(
  { handle, instanceId, robotId }: RobotSecret,
  ports: {
    readonly secrets: Pick<RobotSecrets, 'list'>;
    readonly inventory: Pick<Inventory, 'robotById'>;
  },
): Promise<KnownRobot | null> {
  const known = robotId === null ? null : await ports.inventory.robotById(instanceId, robotId);
  if (known === null) return null;
  const { id, name, createdAt } = known.robot;
  const robot = { instanceId, robotId: id, name, createdAt };
  return ports.secrets.list({ handle, robot }).total > 0 ? known : null;
}
