import { PLACE_LEVELS } from './cells.ts';

/** How far robots reach in projects, as numbers: see `projectMatrix` of the contract. */
export interface ProjectCodes {
  readonly lineOf: Uint32Array;
  readonly elsewhere: Uint8Array;
  readonly starts: Uint32Array;
  readonly named: Uint32Array;
  readonly harborOf: Uint32Array;
  readonly there: Uint8Array;
  readonly columns: { readonly length: number };
}

/** A level's share of a number in `named`; the rest is the place of the column. */
export const LEVELS_PER_COLUMN = 16;

/** The Harbor of the robot has no project of this name, and the robot does not name it. */
export const ABSENT = PLACE_LEVELS.length;

/** The Harbor has no such project, and the robot names it. */
export const DANGLING = PLACE_LEVELS.length + 1;

/** What a line names of a column: a place in PLACE_LEVELS, or -1 where it does not name it. */
function namedAt({ starts, named }: ProjectCodes, line: number, column: number): number {
  let low = starts[line] ?? 0;
  let high = starts[line + 1] ?? 0;
  const end = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((named[middle] ?? 0) < column * LEVELS_PER_COLUMN) low = middle + 1;
    else high = middle;
  }
  const found = low < end ? (named[low] ?? -1) : -1;
  return found >= 0 && Math.floor(found / LEVELS_PER_COLUMN) === column
    ? found % LEVELS_PER_COLUMN
    : -1;
}

/** Whether some Harbor has the project of a column; others are only named by robots. */
export function isSomewhere(
  { there, columns }: Pick<ProjectCodes, 'there' | 'columns'>,
  column: number,
) {
  for (let at = column; at < there.length; at += columns.length) if (there[at] === 1) return true;
  return false;
}

/** How far the robot of a row reaches in a project: a place in PLACE_LEVELS, ABSENT or DANGLING. */
export function levelCodeAt(codes: ProjectCodes, row: number, column: number): number {
  const line = codes.lineOf[row] ?? 0;
  const isThere = codes.there[(codes.harborOf[line] ?? 0) * codes.columns.length + column] === 1;
  const named = namedAt(codes, line, column);
  if (!isThere) return named < 0 ? ABSENT : DANGLING;
  return named < 0 ? (codes.elsewhere[line] ?? 0) : named;
}
