import type { MatrixRow } from './matrix.ts';

/** A place in the grid: row -1 holds the heads of the columns, column -1 those of the rows. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** Whether something that takes the focus is there; the corner holds nothing. */
export function isThere(rows: readonly MatrixRow[], { row, column }: GridPlace): boolean {
  if (row === -1) return column >= 0 && column < (rows[0]?.cells.length ?? 0);
  const cells = rows[row]?.cells;
  if (cells === undefined) return false;
  return column === -1 || (cells[column] ?? null) !== null;
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** The first place of these that holds something. */
function first(rows: readonly MatrixRow[], places: Iterable<GridPlace>): GridPlace | null {
  for (const place of places) if (isThere(rows, place)) return place;
  return null;
}

function* line(
  { row, column }: GridPlace,
  [down, right]: readonly [number, number],
  length: number,
): Iterable<GridPlace> {
  for (let step = 1; step <= length; step += 1) {
    yield { row: row + down * step, column: column + right * step };
  }
}

/**
 * Where a key leads from a place: arrows go on to the next cell that there is, Home and End to the
 * ends of the row, with Control to those of the column.
 * @returns null for other keys, and where there is nothing in that direction
 */
export function placeAfter(
  key: string,
  rows: readonly MatrixRow[],
  from: GridPlace,
  hasControl: boolean,
): GridPlace | null {
  const width = rows[0]?.cells.length ?? 0;
  const length = Math.max(rows.length, width) + 1;
  const step = STEPS[key];
  if (step !== undefined) return first(rows, line(from, step, length));
  if (key === 'Home') {
    const start = hasControl ? { row: -2, column: from.column } : { row: from.row, column: -2 };
    return first(rows, line(start, hasControl ? [1, 0] : [0, 1], length));
  }
  if (key === 'End') {
    const start = hasControl
      ? { row: rows.length, column: from.column }
      : { row: from.row, column: width };
    return first(rows, line(start, hasControl ? [-1, 0] : [0, -1], length));
  }
  return null;
}

/** The place itself, or the nearest one after rows were filtered away. */
export function nearest(rows: readonly MatrixRow[], place: GridPlace): GridPlace {
  if (isThere(rows, place)) return place;
  const row = Math.max(0, Math.min(place.row, rows.length - 1));
  return { row, column: -1 };
}
