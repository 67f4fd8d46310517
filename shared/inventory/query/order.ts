import type { Database } from 'better-sqlite3';
import type { RobotQuery, SortColumn } from '../../contract/robots.ts';
import { createChanges } from '../database/changes.ts';
import { grouped } from './grouped-order.ts';
import { STANDING } from '../robot-record.ts';

/** By name: the whole index, so that nothing is left to sort. */
const BY_NAME = 'r.short_name COLLATE NOCASE, r.standing, r.instance';

type Table = 'instance' | 'project' | 'creator' | 'owner' | 'permission_set';

/** Either columns of `robot r`, or a table whose rows the robots point to and its own columns. */
type Order =
  | { readonly by: string; readonly through?: never }
  | { readonly by: string; readonly through: Table };

const ORDERS: Readonly<Record<SortColumn, Order>> = {
  name: { by: BY_NAME },
  instance: { through: 'instance', by: 'o.name COLLATE NOCASE, o.num' },
  project: { through: 'project', by: 'o.name COLLATE NOCASE, o.num' },
  // Standing and expiry are in the order of ROBOT_STATES: expired comes before critical and soon.
  state: { by: 'r.standing, r.expires, r.instance, r.flags' },
  permissions: { through: 'permission_set', by: 'o.words COLLATE NOCASE, o.num' },
  risk: {
    by: '(SELECT (k.risk << 20) + k.score FROM temp.risk k WHERE k.key = r.key), r.standing, r.expires',
  },
  expires: { by: 'r.expires, r.standing, r.instance, r.flags' },
  creator: { through: 'creator', by: 'o.name COLLATE NOCASE, o.num' },
  created: { by: 'r.created' },
  updated: { by: 'r.updated' },
  seen: { by: 'r.used' },
  owner: { through: 'owner', by: 'o.name COLLATE NOCASE, o.num' },
};

const allBy = (by: string, gone: boolean): string =>
  `SELECT r.key FROM robot r WHERE r.standing ${gone ? '=' : '<>'} ${STANDING.gone}
   ORDER BY ${by}, r.key`;

/** So few robots are sooner sorted than the order of all of them is read. */
const FEW = 2_000;

/** Some keys in the order of a column, the gone ones last. */
function fewBy({ by, through }: Order): string {
  const [tables, columns] =
    through === undefined
      ? ['robot r', by]
      : [`robot r JOIN ${through} o ON o.num = r.${through}`, `${by}, ${BY_NAME}`];
  return `SELECT r.key FROM ${tables} WHERE r.key IN (SELECT value FROM json_each(?))
    ORDER BY r.standing = ${STANDING.gone}, ${columns}, r.key`;
}

/**
 * The orders of the whole fleet, kept until something is written: a filter's rows are put in
 * order by walking one of these, instead of sorting them each time.
 */
export function createOrders(db: Database) {
  const changes = createChanges(db);
  const orders = new Map<string, Uint32Array>();
  let readAt = '';

  const forgetOld = (): void => {
    const now = changes.all();
    if (now !== readAt) orders.clear();
    readAt = now;
  };

  const read = (column: SortColumn, gone: boolean): Uint32Array => {
    const { by, through } = ORDERS[column];
    if (through !== undefined) return grouped(db, order('name', gone), through, by);
    return Uint32Array.from(db.prepare<[], number>(allBy(by, gone)).pluck().all());
  };

  /** Keys of robots that are present, or of gone ones. Not to be changed by the caller. */
  const order = (column: SortColumn, gone: boolean): Uint32Array => {
    forgetOld();
    const name = `${column} ${gone}`;
    const keys = orders.get(name) ?? read(column, gone);
    orders.set(name, keys);
    return keys;
  };

  const isRemembered = (column: SortColumn): boolean => {
    forgetOld();
    return orders.has(`${column} false`);
  };

  const sortFew = (keys: readonly number[], column: SortColumn): Uint32Array =>
    Uint32Array.from(
      db.prepare<[string], number>(fewBy(ORDERS[column])).pluck().all(JSON.stringify(keys)),
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
