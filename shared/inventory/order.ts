import type { RobotQuery, SortColumn } from '../contract/robots.ts';

interface Order {
  /** Tables to read, in this order; the filter is on `robot r`. */
  readonly from: string;
  /** What to sort by, each of them along an index. */
  readonly by: readonly string[];
}

const ROBOTS = 'robot r';
const SHORT_NAME = 'r.short_name COLLATE NOCASE';

/** CROSS JOIN keeps SQLite from turning the tables round, so that the first one's index sorts. */
const through = (table: 'instance' | 'project' | 'creator' | 'permission_set'): string =>
  `${table} o CROSS JOIN robot r ON r.${table} = o.num`;

/** Robots of equal rank follow by name where an index has it, and always by key. */
const ORDERS: Readonly<Record<SortColumn, Order>> = {
  name: { from: ROBOTS, by: [SHORT_NAME] },
  instance: { from: through('instance'), by: ['o.name COLLATE NOCASE', 'o.num', SHORT_NAME] },
  project: { from: through('project'), by: ['o.name COLLATE NOCASE', 'o.num', SHORT_NAME] },
  // Standing and expiry are in the order of ROBOT_STATES: expired comes before critical and soon.
  state: { from: ROBOTS, by: ['r.standing', 'r.expires'] },
  permissions: { from: through('permission_set'), by: ['o.words COLLATE NOCASE', 'o.num'] },
  expires: { from: ROBOTS, by: ['r.expires'] },
  creator: { from: through('creator'), by: ['o.name COLLATE NOCASE', 'o.num'] },
  created: { from: ROBOTS, by: ['r.created'] },
  updated: { from: ROBOTS, by: ['r.updated'] },
};

/** Tables and order of a sorted list of keys, as SQL. */
export function orderOf({ column, descending }: RobotQuery['sort']): { from: string; by: string } {
  const { from, by } = ORDERS[column];
  const direction = descending ? ' DESC' : '';
  return { from, by: [...by, 'r.key'].map((one) => one + direction).join(', ') };
}
