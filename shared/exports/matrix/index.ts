export { permissionSheet, projectSheet } from './permission-sheet.ts';
export { sheetCsv } from './sheet-csv.ts';
export { sheetSvg } from './sheet-svg.ts';
export type { Sheet, SheetRow } from './sheet.ts';
