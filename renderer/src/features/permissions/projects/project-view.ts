import type { ProjectColumn, ProjectMatrix } from '../../../../../shared/contract/permissions.ts';
import { PLACE_LEVELS } from '../../../../../shared/permissions/cells.ts';
import {
  ABSENT,
  countedCodeAt,
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

/** Projects that a text finds, by name or those first that most robots can change. */
export function projectsOf(
  { columns }: Pick<ProjectMatrix, 'columns'>,
  text: string,
  order: 'name' | 'count',
): ShownProject[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = columns
    .map((column, place) => ({ ...column, place }))
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

/** Only robots that count with this level in a project, wherever its column stands. */
export interface LevelFilter {
  readonly project: string;
  readonly code: number;
}

/**
 * Rows as they are shown, by their places in the matrix.
 * @param level only those; null for all
 * @param by project to sort by, furthest first; null leaves the order of the matrix
 */
export function projectRows(
  matrix: ProjectMatrix,
  level: LevelFilter | null,
  by: number | null,
): Uint32Array {
  const all = Uint32Array.from(matrix.keys, (_, row) => row);
  const place = matrix.columns.findIndex(({ name }) => name === level?.project);
  const has = (row: number): boolean =>
    place >= 0 && countedCodeAt(matrix, row, place) === level?.code;
  const left = level === null ? all : all.filter(has);
  if (by === null) return left;
  const rank = (row: number): number => {
    const code = levelCodeAt(matrix, row, by);
    return code >= ABSENT ? -1 : code;
  };
  const ranks = new Map(Array.from(left, (row) => [row, rank(row)]));
  return left
    .slice()
    .sort((one, other) => (ranks.get(other) ?? 0) - (ranks.get(one) ?? 0) || one - other);
}
