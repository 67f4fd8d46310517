/** A column of a small table. */
export interface TableColumn<Row> {
  readonly id: string;
  readonly label: string;
  /** Says more where the head is pointed at. */
  readonly hint?: string;
  /** Numbers stand to the right. */
  readonly isNumber?: boolean;
  /** Left out where the window is narrow. */
  readonly isWide?: boolean;
  /** What the rows are put in order by; columns without it offer no order. */
  readonly by?: (row: Row) => number | string;
}

/** Which column the rows are in the order of. */
export interface TableSort {
  readonly id: string;
  readonly descending: boolean;
}

/** The order after a head was pressed: numbers begin with the most, words with A; a third time is none. */
export function nextSort<Row>(
  column: TableColumn<Row>,
  before: TableSort | null,
): TableSort | null {
  const first = column.isNumber === true;
  if (before?.id !== column.id) return { id: column.id, descending: first };
  return before.descending === first ? { id: column.id, descending: !first } : null;
}

/** The rows in the order that is asked for, equal ones as they were; as they were without one. */
export function sortedRows<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sort: TableSort | null,
): readonly Row[] {
  const by = columns.find(({ id }) => id === sort?.id)?.by;
  if (by === undefined || sort === null) return rows;
  const compare = (left: Row, right: Row): number => {
    const [a, b] = [by(left), by(right)];
    return typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b);
  };
  return [...rows].sort((left, right) =>
    sort.descending ? compare(right, left) : compare(left, right),
  );
}
