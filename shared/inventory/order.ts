import type { Database } from 'better-sqlite3';
import type { RobotQuery, SortColumn } from '../contract/robots.ts';
import { createChanges } from './changes.ts';
import { STANDING } from './robot-record.ts';

interface Order {
  /** Tables to read, in this order. */
  readonly from: string;
  /** Where an index sorts, all of its columns, so that nothing is left to sort. */
  readonly by: string;
}

const ROBOTS = 'robot r';
const SHORT_NAME = 'r.short_name COLLATE NOCASE';

/** CROSS JOIN keeps SQLite from turning the tables round, so that the first one's index sorts. */
const through = (table: 'instance' | 'project' | 'creator' | 'permission_set'): string =>
  `${table} o CROSS JOIN robot r ON r.${table} = o.num`;

const BY_NAME = 'o.name COLLATE NOCASE, o.num';

const ORDERS: Readonly<Record<SortColumn, Order>> = {
  name: { from: ROBOTS, by: `${SHORT_NAME}, r.standing, r.instance` },
  instance: { from: through('instance'), by: `${BY_NAME}, ${SHORT_NAME}, r.standing` },
  project: { from: through('project'), by: `${BY_NAME}, ${SHORT_NAME}, r.standing` },
  // Standing and expiry are in the order of ROBOT_STATES: expired comes before critical and soon.
  state: { from: ROBOTS, by: 'r.standing, r.expires, r.instance, r.flags' },
  permissions: { from: through('permission_set'), by: 'o.words COLLATE NOCASE, o.num, r.standing' },
  expires: { from: ROBOTS, by: 'r.expires, r.standing, r.instance, r.flags' },
  creator: { from: 'robot r JOIN creator o ON o.num = r.creator', by: BY_NAME },
  created: { from: ROBOTS, by: 'r.created' },
  updated: { from: ROBOTS, by: 'r.updated' },
};

/** All keys in the order of a column, as SQL; most columns have an index for it. */
export const orderedKeys = (column: SortColumn): string =>
  `SELECT r.key FROM ${ORDERS[column].from} WHERE r.standing <> ${STANDING.gone}
   ORDER BY ${ORDERS[column].by}, r.key`;

const goneKeys = (column: SortColumn): string =>
  orderedKeys(column).replace(`<> ${STANDING.gone}`, `= ${STANDING.gone}`);

/**
 * The orders of the whole fleet, each read along its index and kept until something is written:
 * a filter's rows are put in order by walking one of these, instead of sorting them each time.
 */
export function createOrders(db: Database) {
  const changes = createChanges(db);
  const orders = new Map<string, Uint32Array>();
  let readAt = '';

  const keysOf = (sql: string): Uint32Array => {
    const known = orders.get(sql);
    if (known !== undefined) return known;
    const keys = Uint32Array.from(db.prepare<[], number>(sql).pluck().all());
    orders.set(sql, keys);
    return keys;
  };

  /** Keys of robots that are present, or of gone ones. Not to be changed by the caller. */
  const order = (column: SortColumn, gone: boolean): Uint32Array => {
    const now = changes.all();
    if (now !== readAt) orders.clear();
    readAt = now;
    return keysOf(gone ? goneKeys(column) : orderedKeys(column));
  };

  return {
    /** All robots that are present, in order; the array is the caller's. */
    all: ({ column, descending }: RobotQuery['sort']): Uint32Array => {
      const keys = order(column, false).slice();
      return descending ? keys.reverse() : keys;
    },
    /**
     * These robots in order, the ones that are gone last.
     * @param withGone whether there may be gone ones among them
     */
    sort(
      keys: readonly number[],
      { column, descending }: RobotQuery['sort'],
      withGone: boolean,
    ): Uint32Array {
      const highest = keys.reduce((most, key) => Math.max(most, key), 0);
      const wanted = new Uint8Array(highest + 1);
      for (const key of keys) wanted[key] = 1;
      const sorted = new Uint32Array(keys.length);
      let count = 0;
      for (const gone of withGone ? [false, true] : [false]) {
        const all = order(column, gone);
        const { length } = all;
        for (let place = 0; place < length && count < keys.length; place += 1) {
          const key = all[descending ? length - 1 - place : place] ?? 0;
          if (wanted[key] !== 1) continue;
          sorted[count] = key;
          count += 1;
        }
      }
      return sorted;
    },
  };
}
