import type { Database } from 'better-sqlite3';
import type { RobotQuery } from '../../contract/robots.ts';
import { showsGone } from '../../robots/query/query.ts';
import { createChanges } from '../database/changes.ts';
import { all } from './conditions.ts';
import type { Fleet } from './fleet.ts';
import { filterCondition, PRESENT, readQuery, scopeCondition } from './filter.ts';
import type { Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';
import { createOrders } from './order.ts';

/** Robots that are present in a scope, counted again only after something was written. */
function createTotals(db: Database) {
  const changes = createChanges(db);
  const totals = new Map<string, number>();
  let counted = '';
  return (scope: readonly string[], fleet: Fleet): number => {
    const now = changes.all();
    if (now !== counted) totals.clear();
    counted = now;
    const key = scope.join(' ');
    const known = totals.get(key);
    if (known !== undefined) return known;
    const { sql, values } = all([PRESENT, ...scopeCondition(scope, fleet)]);
    const total =
      db
        .prepare<unknown[], number>(`SELECT count(*) FROM robot r WHERE ${sql}`)
        .pluck()
        .get(...values) ?? 0;
    totals.set(key, total);
    return total;
  };
}

/** Answers a filter and a sort with the keys of the rows, in order. */
export function createQueries(db: Database, instances: Instances) {
  const totalIn = createTotals(db);
  const orders = createOrders(db);
  return (
    { query: text, scope, sort }: RobotQuery,
    thresholds: Now,
  ): { keys: Uint32Array; total: number } => {
    const fleet: Fleet = { thresholds, instances: instances.all() };
    const query = readQuery(text);
    if (query.terms.length === 0 && scope.length === 0) {
      const keys = orders.all(sort);
      return { keys, total: keys.length };
    }
    const { sql, values } = filterCondition(query, scope, fleet, 'keys');
    const keys = db
      .prepare<unknown[], number>(`SELECT r.key FROM robot r WHERE ${sql}`)
      .pluck()
      .all(...values);
    return { keys: orders.sort(keys, sort, showsGone(query)), total: totalIn(scope, fleet) };
  };
}
