import { compileFilters } from './filter.ts';
import type { Profile } from './profile.ts';
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

/** Rows in an order that the source has at hand, or undefined when it has to be sorted. */
export interface Source<Row> {
  readonly rows: readonly Row[];
  ordered?(column: string, descending: boolean): readonly Row[] | undefined;
}

function sorted<Row>(
  table: Table<Row>,
  source: Source<Row>,
  sorts: readonly SortKey[],
): readonly Row[] {
  const known = sorts.filter(({ key }) => exactColumn(table, key));
  const order = known.length > 0 ? known : [table.defaultSort];
  const first = order[0] as SortKey;
  const firstColumn = exactColumn(table, first.key);
  if (order.length === 1 || firstColumn?.name === 'id') {
    const ready = source.ordered?.(firstColumn?.name ?? '', first.descending);
    if (ready) return ready;
  }
  const columns = order.map(({ key, descending }) => ({
    column: exactColumn(table, key),
    sign: descending ? -1 : 1,
  }));
  return [...source.rows].sort((a, b) => {
    for (const { column, sign } of columns) {
      const difference = column ? compareValues(column.value(a), column.value(b)) : 0;
      if (difference !== 0) return difference * sign;
    }
    return table.id(a) - table.id(b);
  });
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
  const rows =
    tests.length > 0 ? ordered.filter((row) => tests.every((test) => test(row))) : ordered;
  if (listing.pageSize <= 0) return { total: rows.length, rows };
  const start = listing.page > 0 ? listing.pageSize * (listing.page - 1) : 0;
  return { total: rows.length, rows: rows.slice(start, start + listing.pageSize) };
}
