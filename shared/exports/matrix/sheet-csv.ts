import { csvCell } from '../csv-cell.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** A table in pieces, as no text is long enough for every cell of a large fleet. */
export interface SheetText {
  readonly head: string;
  /** @param place of the robot in the matrix */
  readonly line: (row: SheetRow, place: number) => string;
}

/** A matrix as a table for spreadsheets (RFC 4180): a line for each robot, cells in words. */
export function sheetCsv({ columns, code, signs }: Sheet): SheetText {
  const words = signs.map((sign) => csvCell(sign.words));
  const nothing = csvCell('');
  const text = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;
  return {
    head: text(['robot', 'instance', 'project', 'state', ...columns].map(csvCell)),
    line: ({ name, instance, project, state }, place) =>
      text([
        ...[name, instance, project, state].map(csvCell),
        ...columns.map((_, column) => words[code(place, column)] ?? nothing),
      ]),
  };
}
