import type { PermissionMatrix, ProjectMatrix } from '../../contract/permissions.ts';
import { CELL_WORDS, IN_SYSTEM, LEVEL_WORDS } from '../../permissions/cell-words.ts';
import { CELLS } from '../../permissions/cells.ts';
import { levelCodeAt } from '../../permissions/project-codes.ts';
import type { ShapeName, Sheet, SheetSign } from './sheet.ts';

const sign = (words: string, shape: ShapeName | null, colour: string): SheetSign => ({
  words,
  shape,
  colour,
});

const OF_CELLS: readonly SheetSign[] = (
  [
    [null, ''],
    ['disc', '#18181b'],
    ['half', '#1d4ed8'],
    ['ring', '#52525b'],
    ['cross', '#b91c1c'],
    ['triangle', '#b45309'],
    ['diamond', '#b45309'],
    ['half', '#1d4ed8'],
  ] as const
).map(([shape, colour], code) => sign(CELL_WORDS[code] ?? IN_SYSTEM, shape, colour));

const OF_LEVELS: readonly SheetSign[] = (
  [
    [null, ''],
    ['bar1', '#71717a'],
    ['bar2', '#0072b2'],
    ['bar3', '#009e73'],
    ['bar4', '#b45309'],
    ['bar5', '#c2410c'],
    ['bar6', '#b91c1c'],
    [null, ''],
    ['cross', '#b45309'],
  ] as const
).map(([shape, colour], code) => sign(LEVEL_WORDS[code] ?? '', shape, colour));

const NONE = CELLS.indexOf('none');

/** What of Robots × permissions goes into a file. */
export interface PermissionSheetWish {
  readonly kind: 'system' | 'project' | '';
  /** Also permissions that no robot has. */
  readonly all: boolean;
}

/** Robots × permissions as a sheet. */
export function permissionSheet(
  { columns, cells, lineOf }: PermissionMatrix,
  notes: readonly string[],
  { kind, all }: PermissionSheetWish,
): Sheet {
  const shown = columns
    .map((column, place) => ({ ...column, place }))
    .filter(
      (column) =>
        (kind === '' || column.kind === kind) &&
        (all || column.counts.some((count, code) => code !== NONE && count > 0)),
    );
  return {
    title: 'Robots and permissions',
    notes,
    columns: shown.map((one) => (one.kind === 'system' ? `system ${one.pair}` : one.pair)),
    code: (row, column) => {
      const one = shown[column];
      if (one === undefined) return NONE;
      const code = cells[(lineOf[row] ?? 0) * columns.length + one.place] ?? NONE;
      return one.kind === 'system' && CELLS[code] === 'all' ? CELLS.length : code;
    },
    signs: OF_CELLS,
  };
}

/** Robots × projects as a sheet. */
export const projectSheet = (matrix: ProjectMatrix, notes: readonly string[]): Sheet => ({
  title: 'Robots and projects',
  notes,
  columns: matrix.columns.map(({ name }) => name),
  code: (row, column) => levelCodeAt(matrix, row, column),
  signs: OF_LEVELS,
});
