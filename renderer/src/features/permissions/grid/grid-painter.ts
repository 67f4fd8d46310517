import { makeGridRow } from './grid-row.ts';
import type { DrawnCell, GridRow, RowFace } from './grid-row.ts';
import type { CellSign, GridColumn, GridSizes } from './grid-model.ts';
import type { GridPlace } from './grid-keys.ts';

/** What is to be seen of a matrix. */
export interface GridPicture {
  /** The row that each element shows. */
  readonly rows: readonly number[];
  /** The column that each element of a row shows. */
  readonly columns: readonly number[];
  readonly all: readonly GridColumn[];
  readonly signs: readonly CellSign[];
  /** The sign of a cell. */
  readonly code: (row: number, column: number) => number;
  /** Of a row; undefined until it is known. */
  readonly face: (row: number) => RowFace | undefined;
  readonly isSelected: (row: number) => boolean;
  readonly active: GridPlace;
  /** What the active cell is called. */
  readonly activeName: string;
}

/** The id of a cell while it is the active one. */
export const cellId = ({ row, column }: GridPlace): string => `cell-${row}-${column}`;

const NOTHING: CellSign = { text: '', word: '', tone: '' };

/**
 * Draws the cells of a matrix into an element, by hand: a component, or a comparison of what was
 * and what is to be, for each of a thousand cells would cost more than a frame has.
 */
export function createGridPainter(body: HTMLElement, sizes: GridSizes) {
  const rows: GridRow[] = [];
  let deactivate: (() => void) | null = null;

  return (picture: GridPicture): void => {
    const { columns, all, signs, code, active } = picture;
    deactivate?.();
    deactivate = null;
    while (rows.length > picture.rows.length) rows.pop()?.element.remove();
    while (rows.length < picture.rows.length) rows.push(makeGridRow(body, sizes));
    rows.forEach((row, slot) => {
      const index = picture.rows[slot] ?? 0;
      const cellAt = (at: number): DrawnCell => {
        const column = columns[at] ?? 0;
        return {
          column,
          sign: signs[code(index, column)] ?? NOTHING,
          starts: all[column]?.starts ?? false,
        };
      };
      row.place(index);
      row.show(picture.face(index));
      row.select(picture.isSelected(index));
      row.draw(columns.length, cellAt);
      if (index !== active.row) return;
      deactivate = row.activate(active.column, cellId(active), picture.activeName);
    });
  };
}
