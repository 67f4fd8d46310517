import { bucketOf } from '../../robots/expiry/index.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import { csvCell } from '../csv-cell.ts';
import type { ExpiringRobot } from './expiring-robot.ts';
import { BUCKET_NAMES, localMoment, utcMoment, type Report } from './report.ts';

interface Column {
  readonly name: string;
  readonly of: (robot: ExpiringRobot, now: number) => string;
}

const COLUMNS: readonly Column[] = [
  { name: 'instance', of: ({ instance }) => instance },
  { name: 'robot', of: ({ name }) => name },
  { name: 'robot id', of: ({ id }) => String(id) },
  { name: 'project', of: ({ project }) => project },
  { name: 'when', of: ({ expiresAt }, now) => BUCKET_NAMES[bucketOf(expiresAt, now)] },
  { name: 'expires (UTC)', of: ({ expiresAt }) => utcMoment(expiresAt) },
  { name: 'expires (local)', of: ({ expiresAt }) => localMoment(expiresAt) },
  {
    name: 'expires (epoch seconds)',
    of: ({ expiresAt }) => (expiresAt === NEVER_EXPIRES ? '' : String(expiresAt)),
  },
  { name: 'created (UTC)', of: ({ createdAt }) => (createdAt === 0 ? '' : utcMoment(createdAt)) },
  { name: 'created by', of: ({ createdBy }) => createdBy },
  { name: 'permissions', of: ({ permissions }) => permissions },
  { name: 'tags', of: ({ tags }) => tags.join(', ') },
];

/** A report as a table for spreadsheets (RFC 4180), a line for each robot. */
export function* reportCsv({ robots, now }: Report): Generator<string> {
  yield `${COLUMNS.map(({ name }) => csvCell(name)).join(',')}\r\n`;
  for (const robot of robots) {
    yield `${COLUMNS.map(({ of }) => csvCell(of(robot, now))).join(',')}\r\n`;
  }
}
