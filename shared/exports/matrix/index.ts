import type { Sheet } from './sheet.ts';
import { sheetCsv } from './sheet-csv.ts';
import { sheetSvg } from './sheet-svg.ts';

export { permissionSheet, projectSheet } from './permission-sheet.ts';
export type { Sheet, SheetRow } from './sheet.ts';

/** How a matrix leaves Purser, by the end of the file's name. */
export const writeSheet: Readonly<Record<'csv' | 'svg', (sheet: Sheet) => string>> = {
  csv: sheetCsv,
  svg: sheetSvg,
};
