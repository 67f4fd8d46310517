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
  /** What stands over it and its neighbours; '' for nothing. */
  readonly band: string;
}

/** Neighbours under the same words: from one column up to before another. */
export interface Band {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

/** The bands over columns, in their order. */
export function bandsOf(columns: readonly GridColumn[]): Band[] {
  const bands: Band[] = [];
  columns.forEach(({ band: words }, index) => {
    const last = bands.at(-1);
    if (last?.words === words) bands[bands.length - 1] = { ...last, to: index + 1 };
    else bands.push({ words, from: index, to: index + 1 });
  });
  return bands.filter(({ words }) => words !== '');
}

/** Sizes in pixels. */
export interface GridSizes {
  readonly column: number;
  readonly head: number;
}

export const ROW_HEIGHT = 26;
/** Of the column with the names of the robots. */
export const HEAD_WIDTH = 280;

/** Where a column begins, in pixels from the left of a row. */
export const columnLeft = (column: number, { column: width }: GridSizes): number =>
  HEAD_WIDTH + column * width;
