import type { ProjectColumn, ProjectMatrix } from '../../../../../shared/contract/permissions.ts';
import { PLACE_LEVELS } from '../../../../../shared/permissions/cells.ts';
import {
  ABSENT,
  isSomewhere,
  levelCodeAt,
} from '../../../../../shared/permissions/project-codes.ts';
import type { GridColumn } from '../grid/grid-model.ts';

/** A project as a column, with its place in the matrix. */
export interface ShownProject extends GridColumn, Pick<ProjectColumn, 'counts'> {
  readonly place: number;
}

const PUSH = PLACE_LEVELS.indexOf('push');

/** Robots that reach a project at all. */
export const reaching = ({ counts }: Pick<ProjectColumn, 'counts'>): number =>
  counts.reduce((sum, count, code) => (code === 0 ? sum : sum + count), 0);

/** Robots that may push or more. */
export const changing = ({ counts }: Pick<ProjectColumn, 'counts'>): number =>
  counts.reduce((sum, count, code) => (code < PUSH ? sum : sum + count), 0);

/**
 * Projects that a text finds, by name or those first that most robots can change.
 * @param onlyThere leaves out those that no Harbor has, and robots only name
 */
export function projectsOf(
  matrix: Pick<ProjectMatrix, 'columns' | 'there'>,
  text: string,
  order: 'name' | 'count',
  onlyThere = false,
): ShownProject[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = matrix.columns
    .map((column, place) => ({ ...column, place }))
    .filter(({ place }) => !onlyThere || isSomewhere(matrix, place))
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  if (order === 'count') {
    wanted.sort(
      (left, right) => changing(right) - changing(left) || reaching(right) - reaching(left),
    );
  }
  return wanted.map(({ name, counts, place }) => ({
    id: name,
    label: name,
    name: `project ${name}`,
    count: reaching({ counts }),
    counts,
    starts: false,
    band: '',
    place,
  }));
}

/**
 * Rows as they are shown, by their places in the matrix.
 * @param by project to sort by, furthest first; null leaves the order of the matrix
 */
export function projectRows(matrix: ProjectMatrix, by: number | null): Uint32Array {
  const all = Uint32Array.from(matrix.keys, (_, row) => row);
  if (by === null) return all;
  const ranks = Int8Array.from(all, (row) => {
    const code = levelCodeAt(matrix, row, by);
    return code >= ABSENT ? -1 : code;
  });
  return all.sort((one, other) => (ranks[other] ?? 0) - (ranks[one] ?? 0) || one - other);
}

/** The sign of each cell that is shown. */
export function levelAt(
  matrix: ProjectMatrix,
  rows: Uint32Array,
  columns: readonly ShownProject[],
): (row: number, column: number) => number {
  return (row, column) => {
    const shown = columns[column];
    const at = rows[row];
    return shown === undefined || at === undefined ? 0 : levelCodeAt(matrix, at, shown.place);
  };
}
