import type {
  PermissionColumn,
  PermissionMatrix,
} from '../../../../../shared/contract/permissions.ts';
import { CELLS } from '../../../../../shared/permissions/cells.ts';
import type { Cell } from '../../../../../shared/permissions/cells.ts';
import { SYSTEM_SIGN } from '../cell-signs.ts';
import type { GridColumn } from '../grid/grid-model.ts';
import { pairName, pairWords } from '../pair-words.ts';

/** Which columns are wanted, and in what order. */
export interface ColumnWish {
  readonly kind: 'system' | 'project' | '';
  /** Also those that no robot has. */
  readonly all: boolean;
  readonly order: 'name' | 'count';
  readonly text: string;
}

/** A column as it is shown, with its place in the matrix. */
export interface ShownColumn
  extends GridColumn, Pick<PermissionColumn, 'kind' | 'pair' | 'counts'> {
  readonly place: number;
}

const codeOf = (cell: Cell): number => CELLS.indexOf(cell);
const NOT_IN_FORCE = new Set([codeOf('none'), codeOf('denied')]);

/** Robots for which a permission is in force. */
export const inForce = ({ counts }: Pick<PermissionColumn, 'counts'>): number =>
  counts.reduce((sum, count, code) => (NOT_IN_FORCE.has(code) ? sum : sum + count), 0);

/** Robots of which a column says anything: those that have it, or are denied it. */
export const spoken = ({ counts }: Pick<PermissionColumn, 'counts'>): number =>
  counts.reduce((sum, count, code) => (code === codeOf('none') ? sum : sum + count), 0);

/** What most robots are made for stands first, what reaches the system last. */
const FIRST = ['repository', 'artifact', 'tag'];
function rank({ kind, pair }: PermissionColumn): number {
  const place = FIRST.indexOf(pair.slice(0, pair.indexOf(':')));
  return (kind === 'project' ? 0 : 10) + (place < 0 ? FIRST.length : place);
}
const bandOf = ({ kind }: PermissionColumn): string =>
  kind === 'system' ? 'In the system' : 'In projects';

/** The columns that are wanted; a line stands where a resource or the projects begin. */
export function columnsOf(
  { columns }: Pick<PermissionMatrix, 'columns'>,
  { kind, all, order, text }: ColumnWish,
): ShownColumn[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = columns
    .map((column, place) => ({ ...column, place, count: inForce(column) }))
    .filter(
      (column) =>
        (kind === '' || column.kind === kind) &&
        (all || spoken(column) > 0) &&
        words.every((word) => `${column.pair} ${pairWords(column.pair)}`.includes(word)),
    );
  wanted.sort(
    order === 'count'
      ? (left, right) => right.count - left.count
      : (left, right) => rank(left) - rank(right) || (left.pair < right.pair ? -1 : 1),
  );
  return wanted.map((column, index) => {
    const before = wanted[index - 1];
    const resource = (pair = ''): string => pair.slice(0, pair.indexOf(':'));
    return {
      ...column,
      id: idOf(column),
      label: pairWords(column.pair),
      name: pairName(column.kind, column.pair),
      band: order === 'name' ? bandOf(column) : '',
      starts:
        order === 'name' &&
        (resource(before?.pair) !== resource(column.pair) || before?.kind !== column.kind),
    };
  });
}

const idOf = ({ kind, pair }: Pick<PermissionColumn, 'kind' | 'pair'>): string => `${kind} ${pair}`;

const cellAt = ({ cells, lineOf, columns }: PermissionMatrix, row: number, place: number): number =>
  cells[(lineOf[row] ?? 0) * columns.length + place] ?? 0;

/** In what order cells stand when rows are sorted by a column: what reaches furthest first. */
const RANK = (['all', 'named', 'unaccepted', 'unknown', 'implied', 'denied', 'none'] as const).map(
  codeOf,
);

/**
 * Rows as they are shown, by their places in the matrix.
 * @param by column to sort by; null leaves the order of the matrix
 */
export function rowsOf(matrix: PermissionMatrix, by: number | null): Uint32Array {
  const all = Uint32Array.from(matrix.keys, (_, row) => row);
  if (by === null) return all;
  const rank = (row: number): number => RANK.indexOf(cellAt(matrix, row, by));
  return all.sort((one, other) => rank(one) - rank(other) || one - other);
}

/** The sign of each cell that is shown. */
export function signAt(
  matrix: PermissionMatrix,
  rows: Uint32Array,
  columns: readonly ShownColumn[],
): (row: number, column: number) => number {
  const all = codeOf('all');
  return (row, column) => {
    const shown = columns[column];
    const at = rows[row];
    if (shown === undefined || at === undefined) return 0;
    const code = cellAt(matrix, at, shown.place);
    return code === all && shown.kind === 'system' ? SYSTEM_SIGN : code;
  };
}
