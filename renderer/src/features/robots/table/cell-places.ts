import type { Column, ColumnId } from './columns.ts';

/** Width of the column with the boxes to select, in pixels. */
export const BOX_WIDTH = 32;

/** Where the cells of a column stand in every row. */
export interface CellPlace {
  readonly id: ColumnId;
  /** Pixels. */
  readonly left: number;
  readonly width: number;
  /** The same as a style that stays one object, so that rows do not set it again. */
  readonly style: Readonly<{ left: string; width: string }>;
}

/**
 * Places of all columns. The name takes what is left of the view, because it is what people read.
 * @param viewWidth pixels of the table in sight
 */
export function placeCells(columns: readonly Column[], viewWidth: number): CellPlace[] {
  const own = columns.reduce((sum, column) => sum + column.width, BOX_WIDTH);
  const spare = Math.max(0, viewWidth - own);
  let left = BOX_WIDTH;
  return columns.map((column) => {
    const width = column.width + (column.id === 'name' ? spare : 0);
    const place = {
      id: column.id,
      left,
      width,
      style: { left: `${left}px`, width: `${width}px` },
    };
    left += width;
    return place;
  });
}

/** Width of a whole row in pixels. */
export function rowWidth(places: readonly CellPlace[]): number {
  const last = places.at(-1);
  return last === undefined ? BOX_WIDTH : last.left + last.width;
}

/**
 * Which row each drawn element shows. An element keeps its place in the document and is given
 * another row, so that scrolling neither makes nor moves elements.
 * @param first index of the first row to draw
 * @param slots how many elements there are
 */
export function rowsOfSlots(first: number, slots: number, count: number): number[] {
  const rows: number[] = [];
  for (let slot = 0; slot < slots; slot += 1) {
    const index = first + ((((slot - first) % slots) + slots) % slots);
    if (index < count) rows.push(index);
    else rows.push(-1);
  }
  return rows;
}
