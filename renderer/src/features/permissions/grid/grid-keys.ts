/** A cell of a matrix; row -1 are the heads of columns, column -1 those of rows. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** How large a matrix is, and how many rows are in sight. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

const within = (value: number, count: number): number => Math.max(-1, Math.min(value, count - 1));

/**
 * Where a key leads: arrows by one, Home and End along the row, with Control to the first and last
 * row, PageUp and PageDown by what is in sight. Null for keys that do not move.
 */
export function gridPlaceAfter(
  key: string,
  { row, column }: GridPlace,
  { rows, columns, page }: GridSize,
  hasControl: boolean,
): GridPlace | null {
  switch (key) {
    case 'ArrowDown':
      return { row: within(row + 1, rows), column };
    case 'ArrowUp':
      return { row: within(row - 1, rows), column };
    case 'ArrowRight':
      return { row, column: within(column + 1, columns) };
    case 'ArrowLeft':
      return { row, column: within(column - 1, columns) };
    case 'PageDown':
      return { row: within(Math.max(row, 0) + page, rows), column };
    case 'PageUp':
      return { row: within(Math.max(row - page, 0), rows), column };
    case 'Home':
      return hasControl ? { row: within(0, rows), column } : { row, column: -1 };
    case 'End':
      return hasControl
        ? { row: within(rows - 1, rows), column }
        : { row, column: within(columns - 1, columns) };
    default:
      return null;
  }
}
