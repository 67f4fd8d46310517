import type { RobotQuery } from '../../../../shared/contract/robots.ts';
import type { GridColumn } from './grid/grid-model.ts';

/** A matrix as it was read: its robots, and how many there are without a filter. */
export interface ReadMatrix {
  readonly keys: ArrayLike<number>;
  readonly total: number;
}

/** A column with its place in the matrix. */
export interface PlacedColumn extends GridColumn {
  readonly place: number;
}

/** What makes one matrix another than the next. */
export interface MatrixView<Matrix, Column> {
  readonly ask: (question: RobotQuery) => Promise<Matrix>;
  /** The columns that are shown, in their order. */
  readonly columns: (matrix: Matrix) => readonly Column[];
  /** Places of the rows in their order; sorted by a column where one is named by its place. */
  readonly rows: (matrix: Matrix, by: number | null) => Uint32Array;
  /** The sign of each cell that is shown. */
  readonly cells: (
    matrix: Matrix,
    rows: Uint32Array,
    columns: readonly Column[],
  ) => (row: number, column: number) => number;
}
