/** Reads CSV strictly by RFC 4180: lines end with CRLF, every cell is quoted. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const found = /"((?:[^"]|"")*)"(,|\r\n)/y;
    found.lastIndex = at;
    const [whole = '', cell = '', end = ''] = found.exec(text) ?? [];
    if (whole === '') throw new Error(`no cell at ${String(at)}`);
    row.push(cell.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
    at += whole.length;
  }
  return rows;
}
