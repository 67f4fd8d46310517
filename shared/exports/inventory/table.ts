import { localMoment } from '../expiry/report.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import type { InventoryRobot } from './inventory-text.ts';

/** What tables for people say of each robot. */
export const TABLE_HEADS = [
  'Instance',
  'Robot',
  'Project',
  'State',
  'Permissions',
  'Expires',
  'Created by',
] as const;

/** A robot's row, in the order of the heads. */
export const tableCells = ({ instance, robot, row }: InventoryRobot): string[] => [
  instance.name,
  robot.name,
  robot.projectName,
  row.state,
  row.permissions,
  row.expiresAt === NEVER_EXPIRES ? 'never' : localMoment(row.expiresAt),
  row.createdBy,
];
