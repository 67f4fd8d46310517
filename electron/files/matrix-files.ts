import type { CallOutput, CallParsed } from '../../shared/contract/calls.ts';
import { permissionSheet, projectSheet, writeSheet } from '../../shared/exports/matrix/index.ts';
import type { SheetRow } from '../../shared/exports/matrix/index.ts';
import type { Inventory, Now } from '../../shared/inventory/inventory.ts';
import type { Desktop } from '../ports.ts';
import { writePrivately } from './atomic-file.ts';

type Wish = CallParsed<'permissions.export'>;
type Saved = CallOutput<'permissions.export'>;

/** Matrices of permissions as files. */
export interface MatrixFiles {
  /** Saves where the user wants it; null if they did not. Throws `file-failed`, `disk-full`. */
  save(wish: Wish): Promise<Saved>;
}

interface MatrixFilePorts {
  readonly inventory: Pick<Inventory, 'permissionMatrix' | 'projectMatrix' | 'rows'>;
  readonly desktop: Pick<Desktop, 'chooseSavePath'>;
  readonly at: () => Now;
  /** The name of an instance. */
  readonly nameOf: (instanceId: string) => string;
}

/** Rows that are asked for at once. */
const BATCH = 500;
/** A picture of more rows is too long to be looked at, and for most programs to be opened. */
const MOST_DRAWN = 2_000;

export const createMatrixFiles = (ports: MatrixFilePorts): MatrixFiles => {
  const { inventory, desktop, at, nameOf } = ports;

  async function rowsOf(keys: Uint32Array, now: Now): Promise<SheetRow[]> {
    const rows: SheetRow[] = [];
    for (let from = 0; from < keys.length; from += BATCH) {
      const wanted = [...keys.subarray(from, from + BATCH)];
      const byKey = new Map((await inventory.rows(wanted, now)).map((row) => [row.key, row]));
      // One that went meanwhile keeps its line, so that the others stay beside their cells.
      for (const key of wanted) {
        const row = byKey.get(key);
        rows.push({
          name: row?.name ?? 'a robot that is gone',
          instance: row === undefined ? '' : nameOf(row.instanceId),
          project: row?.project ?? '',
          state: row?.state ?? 'gone',
        });
      }
    }
    return rows;
  }

  async function sheetOf(wish: Wish, now: Now) {
    const most = wish.format === 'svg' ? MOST_DRAWN : Infinity;
    if (wish.matrix === 'permissions') {
      const matrix = await inventory.permissionMatrix(wish.question, now);
      const rows = await rowsOf(matrix.keys.subarray(0, most), now);
      return { all: matrix.keys.length, sheet: permissionSheet(matrix, rows, wish.restsOn, wish) };
    }
    const matrix = await inventory.projectMatrix(wish.question, now);
    const rows = await rowsOf(matrix.keys.subarray(0, most), now);
    return { all: matrix.keys.length, sheet: projectSheet(matrix, rows, wish.restsOn) };
  }

  return {
    async save(wish) {
      const { format, matrix } = wish;
      const name = `robots-and-${matrix}.${format}`;
      const path = await desktop.chooseSavePath('Save the matrix', name);
      if (path === null) return null;
      const { all, sheet } = await sheetOf(wish, at());
      await writePrivately(path, writeSheet[format](sheet));
      const robots = sheet.rows.length;
      return { path, robots, columns: sheet.columns.length, leftOut: all - robots };
    },
  };
};
