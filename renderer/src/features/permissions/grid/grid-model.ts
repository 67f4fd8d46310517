/** What a cell may show; cells are numbers, and each stands for one of these. */
export interface CellSign {
  /** One character or a short word; '' for nothing. */
  readonly text: string;
  /** In words, as it is read out: "through all projects". */
  readonly word: string;
  readonly tone: string;
}

/** A column of a matrix. */
export interface GridColumn {
  readonly id: string;
  /** At its head. */
  readonly label: string;
  /** In full, as it is read out: "repository push, in projects". */
  readonly name: string;
  /** Robots that it counts. */
  readonly count: number;
  /** It begins a group, and a line stands before it. */
  readonly starts: boolean;
}

/** Sizes in pixels. */
export interface GridSizes {
  readonly column: number;
  readonly head: number;
}

export const ROW_HEIGHT = 26;
/** Of the column with the names of the robots. */
export const HEAD_WIDTH = 280;

/** A column that is drawn, in the element that keeps its place in the document. */
export interface DrawnColumn {
  /** -1 where the element shows nothing. */
  readonly index: number;
  readonly style: Readonly<{ left: string; width: string }>;
}
