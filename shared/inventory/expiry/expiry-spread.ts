import type { Database } from 'better-sqlite3';
import type { ExpiryCounts, ExpiryQuestion, ExpirySpread } from '../../contract/expiry.ts';
import { bucketSpan, EXPIRY_BUCKETS } from '../../robots/expiry/index.ts';
import { all, type Condition } from '../query/conditions.ts';
import { tagged } from '../query/field-conditions.ts';
import type { Fleet } from '../query/fleet.ts';
import { filterCondition, readQuery } from '../query/filter.ts';
import type { CachedInstance, Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';
import { NEVER } from '../robot-record.ts';

/** More groups than people read. */
const MOST_GROUPS = 10_000;

/** Columns of robots that stand for a name of a table of its own, and all that are grouped by. */
type SharedColumn = 'project' | 'creator' | 'owner';
type GroupColumn = SharedColumn | 'instance';

interface Group {
  readonly value: string;
  readonly label: string;
  readonly instanceId: string;
  readonly counts: ExpiryCounts;
  robots: number;
}

/** Whether an expiry was found before: the last place whose value is not after it, or -1. */
function lastUpTo(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Infinity) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Adds expiries to counts, by bucket and by span. */
function createTally(edges: readonly number[], now: number) {
  const ends = EXPIRY_BUCKETS.map((bucket) => bucketSpan(bucket, now)?.until ?? Infinity);
  const never = EXPIRY_BUCKETS.indexOf('never');
  const empty = (): ExpiryCounts => ({
    buckets: EXPIRY_BUCKETS.map(() => 0),
    spans: edges.slice(1).map(() => 0),
  });
  const add = ({ buckets, spans }: ExpiryCounts, expires: number): void => {
    const bucket = expires === NEVER ? never : ends.findIndex((end) => expires <= end);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    if (expires === NEVER) return;
    const span = lastUpTo(edges, expires);
    if (span >= 0 && span < spans.length) spans[span] = (spans[span] ?? 0) + 1;
  };
  return { empty, add };
}

/** The value by which the query line finds an instance, which its name is if no other has it. */
function instanceValue({ id, name }: CachedInstance, others: readonly CachedInstance[]): string {
  const same = others.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  return same.length === 1 ? name : id;
}

/** How many robots expire when, by what people group them by. Counted in one pass. */
export function createExpirySpread(db: Database, instances: Instances) {
  const names = (table: SharedColumn) =>
    db.prepare<[], [number, string, string]>(`SELECT num, name, folded FROM ${table}`).raw();
  const named = { project: names('project'), creator: names('creator'), owner: names('owner') };

  return ({ query, scope, by, edges }: ExpiryQuestion, thresholds: Now): ExpirySpread => {
    const fleet: Fleet = { thresholds, instances: instances.all() };
    const fits = filterCondition(readQuery(query), scope, fleet, 'rows');
    /** What robots are grouped by, and when they expire: these alone, so that an index may hold them. */
    const scan = (column: GroupColumn, { sql, values }: Condition): (readonly [number, number])[] =>
      db
        .prepare<unknown[], [number, number]>(
          `SELECT r.${column}, r.expires FROM robot r WHERE ${sql}`,
        )
        .raw()
        .all(...values);
    const robots = scan(by === 'tag' ? 'instance' : by, fits);
    const { empty, add } = createTally(edges, thresholds.now);
    const total = empty();
    for (const [, expires] of robots) add(total, expires);

    const groups = new Map<string, Group>();
    const put = (key: string, expires: number, words: () => Omit<Group, 'counts' | 'robots'>) => {
      let group = groups.get(key);
      if (group === undefined) {
        group = { ...words(), counts: empty(), robots: 0 };
        groups.set(key, group);
      }
      group.robots += 1;
      add(group.counts, expires);
    };
    const putShared = (table: SharedColumn): void => {
      const rows = new Map(
        named[table].all().map(([num, name, folded]) => [num, { name, folded }]),
      );
      for (const [num, expires] of robots) {
        const row = rows.get(num) ?? { name: '', folded: '' };
        put(row.folded, expires, () => ({ value: row.name, label: row.name, instanceId: '' }));
      }
    };
    const putInstances = (): void => {
      const byNum = new Map(fleet.instances.map((one) => [one.num, one]));
      for (const [num, expires] of robots) {
        const one = byNum.get(num);
        if (one === undefined) continue;
        put(one.id, expires, () => ({
          value: instanceValue(one, fleet.instances),
          label: one.name,
          instanceId: one.id,
        }));
      }
    };
    const putTags = (): void => {
      const rows = db
        .prepare<unknown[], [string, string, number]>(
          `SELECT t.tag, t.folded, r.expires FROM state.robot_tag t
           CROSS JOIN instance i ON i.id = t.instance_id
           CROSS JOIN robot r ON r.instance = i.num AND r.id = t.robot_id
           WHERE ${fits.sql}`,
        )
        .raw()
        .all(...fits.values);
      for (const [tag, folded, expires] of rows) {
        put(folded, expires, () => ({ value: tag, label: tag, instanceId: '' }));
      }
      const without = all([fits, tagged({ operator: 'is', value: '' })]);
      for (const [, expires] of scan('instance', without)) {
        put('', expires, () => ({ value: '', label: '', instanceId: '' }));
      }
    };
    if (by === 'instance') putInstances();
    else if (by === 'tag') putTags();
    else putShared(by);

    const sorted = [...groups.values()].sort(
      (left, right) => right.robots - left.robots || (left.label < right.label ? -1 : 1),
    );
    return {
      all: total,
      groups: sorted.slice(0, MOST_GROUPS).map(({ counts, ...group }) => ({ ...group, ...counts })),
      more: Math.max(0, sorted.length - MOST_GROUPS),
    };
  };
}
