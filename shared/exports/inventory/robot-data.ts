import { utcMoment } from '../expiry/report.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import type { InventoryAbout, InventoryRobot } from './inventory-text.ts';

/** The newest shape of the data that this Purser writes. */
export const INVENTORY_DATA_VERSION = 1;

/** A moment as text: ISO 8601 in UTC, "never", or '' where it is unknown or no calendar has it. */
export const momentData = (at: number): string => {
  if (at === NEVER_EXPIRES) return 'never';
  return at === 0 ? '' : utcMoment(at);
};

/** One robot as data, in the order in which people want to read it. */
export const robotData = ({ instance, robot, row }: InventoryRobot) => ({
  instance: instance.name,
  url: instance.url,
  id: robot.id,
  name: robot.name,
  shortName: row.shortName,
  level: robot.level,
  project: robot.projectName,
  state: row.state,
  flags: row.flags,
  description: robot.description,
  expires: momentData(row.expiresAt),
  durationDays: robot.duration,
  disabled: robot.disabled,
  created: momentData(row.createdAt),
  createdBy: row.createdBy,
  updated: momentData(row.updatedAt),
  tags: row.tags,
  permissions: robot.permissions.map(({ kind, namespace, access }) => ({
    kind,
    namespace,
    access: access.map(({ resource, action, effect }) =>
      effect === '' ? { resource, action } : { resource, action, effect },
    ),
  })),
});

/** What stands before the robots. */
export const headData = ({ now, restsOn, robots }: InventoryAbout) => ({
  format: 'purser-inventory',
  version: INVENTORY_DATA_VERSION,
  made: utcMoment(now),
  restsOn,
  count: robots,
});
