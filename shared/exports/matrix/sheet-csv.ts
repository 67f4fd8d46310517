import { csvCell } from '../csv-cell.ts';
import type { Sheet } from './sheet.ts';

/** A matrix as a table for spreadsheets (RFC 4180): a line for each robot, cells in words. */
export function sheetCsv({ columns, rows, code, signs }: Sheet): string {
  const head = ['robot', 'instance', 'project', 'state', ...columns];
  const lines = rows.map(({ name, instance, project, state }, row) => [
    name,
    instance,
    project,
    state,
    ...columns.map((_, column) => signs[code(row, column)]?.words ?? ''),
  ]);
  return [head, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}
