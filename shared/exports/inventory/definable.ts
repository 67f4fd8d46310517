import type { InventoryRobot } from './inventory-text.ts';

/** Why no file can define this robot; '' where one can. */
export function whyNotDefinable({ robot, row }: Pick<InventoryRobot, 'robot' | 'row'>): string {
  if (row.state === 'gone') return 'it is not at Harbor any more';
  if (!robot.editable) return 'it is of Harbor 2.1 or older and cannot be changed';
  // Harbor takes no robot without permissions, neither new nor changed.
  return robot.permissions.some(({ access }) => access.length > 0) ? '' : 'it has no permissions';
}
