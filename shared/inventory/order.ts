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
const through = (table: 'instance' | 'project' | 'permission_set'): string =>
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

/** So few robots are sooner sorted than the order of all of them is read. */
const FEW = 2_000;

/** Some keys in the order of a column. */
const orderedFew = (column: SortColumn): string =>
  `SELECT r.key FROM ${ORDERS[column].from.replace('CROSS JOIN', 'JOIN')}
   WHERE r.key IN (SELECT value FROM json_each(?))
   ORDER BY r.standing = ${STANDING.gone}, ${ORDERS[column].by}, r.key`;

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

  const sqlFor = (column: SortColumn, gone: boolean): string =>
    gone ? goneKeys(column) : orderedKeys(column);

  const forgetOld = (): void => {
    const now = changes.all();
    if (now !== readAt) orders.clear();
    readAt = now;
  };

  /** Keys of robots that are present, or of gone ones. Not to be changed by the caller. */
  const order = (column: SortColumn, gone: boolean): Uint32Array => {
    forgetOld();
    return keysOf(sqlFor(column, gone));
  };

  const isRemembered = (column: SortColumn): boolean => {
    forgetOld();
    return orders.has(sqlFor(column, false));
  };

  const sortFew = (keys: readonly number[], column: SortColumn): Uint32Array =>
    Uint32Array.from(
      db.prepare<[string], number>(orderedFew(column)).pluck().all(JSON.stringify(keys)),
    );

  return {
    /** All robots that are present, in order; the array is the caller's. */
    all: ({ column, descending }: RobotQuery['sort']): Uint32Array => {
      const keys = order(column, false).slice();
      return descending ? keys.reverse() : keys;
    },
    /**
     * These robots in order; those that are gone stand together at the end, or at the beginning
     * of the opposite order.
     * @param withGone whether there may be gone ones among them
     */
    sort(
      keys: readonly number[],
      { column, descending }: RobotQuery['sort'],
      withGone: boolean,
    ): Uint32Array {
      if (keys.length <= FEW && !isRemembered(column)) {
        const few = sortFew(keys, column);
        return descending ? few.reverse() : few;
      }
      const wanted = new Uint8Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1);
      for (const key of keys) wanted[key] = 1;
      const sorted = new Uint32Array(keys.length);
      let count = 0;
      for (const gone of withGone ? [false, true] : [false]) {
        for (const key of order(column, gone)) {
          if (wanted[key] !== 1) continue;
          sorted[count] = key;
          count += 1;
        }
      }
      return descending ? sorted.reverse() : sorted;
    },
  };
}
