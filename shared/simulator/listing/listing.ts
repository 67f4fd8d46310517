import { compileFilters } from './filter.ts';
import type { Profile } from '../profile.ts';
import type { Keywords, SortKey } from './query-language.ts';
import { compareValues } from './sql-values.ts';
import { exactColumn } from './table.ts';
import type { Table } from './table.ts';

/** `pageSize` 0 or less means no limit. */
export interface Listing {
  readonly keywords: Keywords;
  readonly sorts: readonly SortKey[];
  readonly page: number;
  readonly pageSize: number;
}

/** Rows to list, and orders that the source keeps ready so that a page of many is not sorted anew. */
export interface Source<Row> {
  readonly rows: readonly Row[];
  /** Ascending by that column, ties by id; undefined when it has to be sorted. */
  ordered?(column: string): readonly Row[] | undefined;
}

interface Ordered<Row> {
  readonly rows: readonly Row[];
  readonly reversed: boolean;
}

function sorted<Row>(
  table: Table<Row>,
  source: Source<Row>,
  sorts: readonly SortKey[],
): Ordered<Row> {
  const known = sorts.filter(({ key }) => exactColumn(table, key));
  const order = known.length > 0 ? known : [table.defaultSort];
  const columns = order.map(({ key, descending }) => ({
    column: exactColumn(table, key),
    sign: descending ? -1 : 1,
  }));
  const [first, second] = columns;
  const tiesById = columns.length === 2 && second?.column?.name === 'id' && second.sign === 1;
  const ready = source.ordered?.(first?.column?.name ?? '');
  if (ready && columns.length === 1) return { rows: ready, reversed: first?.sign === -1 };
  if (ready && tiesById && first?.sign === 1) return { rows: ready, reversed: false };
  const rows = [...source.rows].sort((a, b) => {
    for (const { column, sign } of columns) {
      const difference = column ? compareValues(column.value(a), column.value(b)) : 0;
      if (difference !== 0) return difference * sign;
    }
    return table.id(a) - table.id(b);
  });
  return { rows, reversed: false };
}

/** Rows `start` to `end` of an order, without turning all of it around. */
function cut<Row>({ rows, reversed }: Ordered<Row>, start: number, end: number): readonly Row[] {
  if (!reversed) return rows.slice(start, end);
  const { length } = rows;
  return rows.slice(Math.max(0, length - end), Math.max(0, length - start)).reverse();
}

/** One page of a listing and the number of rows that match. */
export function selectPage<Row>(
  table: Table<Row>,
  source: Source<Row>,
  listing: Listing,
  profile: Profile,
): { total: number; rows: readonly Row[] } {
  const tests = compileFilters(table, listing.keywords, profile);
  const ordered = sorted(table, source, profile.sortParameter ? listing.sorts : []);
  const matching =
    tests.length > 0
      ? { ...ordered, rows: ordered.rows.filter((row) => tests.every((test) => test(row))) }
      : ordered;
  const total = matching.rows.length;
  const start =
    listing.pageSize > 0 && listing.page > 0 ? listing.pageSize * (listing.page - 1) : 0;
  const end = listing.pageSize > 0 ? start + listing.pageSize : total;
  return { total, rows: cut(matching, start, end) };
}
