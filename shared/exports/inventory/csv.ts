import { csvCell } from '../csv-cell.ts';
import { localMoment } from '../expiry/report.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import type { InventoryRobot, InventoryText } from './inventory-text.ts';
import { momentData } from './robot-data.ts';

interface Column {
  readonly name: string;
  readonly of: (robot: InventoryRobot) => string;
}

const COLUMNS: readonly Column[] = [
  { name: 'instance', of: ({ instance }) => instance.name },
  { name: 'url', of: ({ instance }) => instance.url },
  { name: 'robot', of: ({ robot }) => robot.name },
  { name: 'robot id', of: ({ robot }) => String(robot.id) },
  { name: 'level', of: ({ robot }) => robot.level },
  { name: 'project', of: ({ robot }) => robot.projectName },
  { name: 'state', of: ({ row }) => row.state },
  { name: 'flags', of: ({ row }) => row.flags.join(', ') },
  { name: 'permissions', of: ({ row }) => row.permissions },
  { name: 'expires (UTC)', of: ({ row }) => momentData(row.expiresAt) },
  { name: 'expires (local)', of: ({ row }) => localMoment(row.expiresAt) },
  {
    name: 'expires (epoch seconds)',
    of: ({ row }) => (row.expiresAt === NEVER_EXPIRES ? '' : String(row.expiresAt)),
  },
  { name: 'duration (days)', of: ({ robot }) => String(robot.duration) },
  { name: 'created (UTC)', of: ({ row }) => momentData(row.createdAt) },
  { name: 'created by', of: ({ row }) => row.createdBy },
  { name: 'updated (UTC)', of: ({ row }) => momentData(row.updatedAt) },
  { name: 'description', of: ({ robot }) => robot.description },
  { name: 'tags', of: ({ row }) => row.tags.join(', ') },
];

const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** A table for spreadsheets (RFC 4180), a line for each robot. */
export const inventoryCsv = (): InventoryText => ({
  head: line(COLUMNS.map(({ name }) => name)),
  robot: (robot) => line(COLUMNS.map(({ of }) => of(robot))),
  foot: () => '',
});
