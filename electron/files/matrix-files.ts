import { setImmediate } from 'node:timers/promises';
import type { CallOutput, CallParsed } from '../../shared/contract/calls.ts';
import {
  permissionSheet,
  projectSheet,
  sheetCsv,
  sheetSvg,
} from '../../shared/exports/matrix/index.ts';
import type { Sheet, SheetRow } from '../../shared/exports/matrix/index.ts';
import type { Inventory, Now } from '../../shared/inventory/inventory.ts';
import type { Desktop } from '../ports.ts';
import { writePrivately } from './atomic-file.ts';
import type { OneExport, RunningExport } from './one-export.ts';

type Wish = CallParsed<'permissions.export'>;
type Saved = CallOutput<'permissions.export'>;

/** Matrices of permissions as files. */
export interface MatrixFiles {
  /**
   * Saves where the user wants it; null if they did not. Throws `file-failed`, `disk-full`,
   * `cancelled`, and `not-allowed` while another export runs.
   */
  save(wish: Wish): Promise<Saved>;
}

interface MatrixFilePorts {
  readonly inventory: Pick<Inventory, 'permissionMatrix' | 'projectMatrix' | 'rows'>;
  readonly desktop: Pick<Desktop, 'chooseSavePath'>;
  readonly at: () => Now;
  /** The name of an instance. */
  readonly nameOf: (instanceId: string) => string;
  readonly exporting: OneExport;
}

/** Rows that are asked for and written at once: cells of one batch keep nobody waiting. */
const BATCH = 200;
/** A picture of more rows is too long to be looked at, and for most programs to be opened. */
const MOST_DRAWN = 2_000;

export const createMatrixFiles = (ports: MatrixFilePorts): MatrixFiles => {
  const { inventory, desktop, at, nameOf } = ports;

  async function* batches(keys: Uint32Array, now: Now): AsyncGenerator<SheetRow[]> {
    for (let from = 0; from < keys.length; from += BATCH) {
      const wanted = [...keys.subarray(from, from + BATCH)];
      const byKey = new Map((await inventory.rows(wanted, now)).map((row) => [row.key, row]));
      // One that went meanwhile keeps its line, so that the others stay beside their cells.
      yield wanted.map((key) => {
        const row = byKey.get(key);
        return {
          name: row?.name ?? 'a robot that is gone',
          instance: row === undefined ? '' : nameOf(row.instanceId),
          project: row?.project ?? '',
          state: row?.state ?? 'gone',
        };
      });
      // So that windows and other calls have their turn between two batches.
      await setImmediate();
    }
  }

  async function sheetOf(wish: Wish, now: Now): Promise<{ keys: Uint32Array; sheet: Sheet }> {
    if (wish.matrix === 'permissions') {
      const matrix = await inventory.permissionMatrix(wish.question, now);
      return { keys: matrix.keys, sheet: permissionSheet(matrix, wish.restsOn, wish) };
    }
    const matrix = await inventory.projectMatrix(wish.question, now);
    return { keys: matrix.keys, sheet: projectSheet(matrix, wish.restsOn) };
  }

  async function* csvOf(sheet: Sheet, keys: Uint32Array, now: Now, running: RunningExport) {
    const text = sheetCsv(sheet);
    yield text.head;
    let done = 0;
    for await (const rows of batches(keys, now)) {
      running.signal.throwIfAborted();
      yield rows.map((row, place) => text.line(row, done + place)).join('');
      done += rows.length;
      running.report({ done, total: keys.length });
    }
  }

  async function svgOf(sheet: Sheet, keys: Uint32Array, now: Now): Promise<string> {
    const rows: SheetRow[] = [];
    for await (const batch of batches(keys, now)) rows.push(...batch);
    return sheetSvg(sheet, rows);
  }

  return {
    async save(wish) {
      const { format, matrix } = wish;
      const name = `robots-and-${matrix}.${format}`;
      const path = await desktop.chooseSavePath('Save the matrix', name);
      if (path === null) return null;
      return ports.exporting.run(async (running) => {
        const now = at();
        const { keys, sheet } = await sheetOf(wish, now);
        const shown = format === 'svg' ? keys.subarray(0, MOST_DRAWN) : keys;
        const text =
          format === 'svg' ? await svgOf(sheet, shown, now) : csvOf(sheet, shown, now, running);
        await writePrivately(path, text);
        return {
          path,
          robots: shown.length,
          columns: sheet.columns.length,
          leftOut: keys.length - shown.length,
        };
      });
    },
  };
};
