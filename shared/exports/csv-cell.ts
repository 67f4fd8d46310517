/**
 * A value as a cell of a CSV file (RFC 4180). Spreadsheets take text that begins with one of
 * these signs for a formula and run it, so it gets an apostrophe before it.
 */
export function csvCell(text: string): string {
  const guarded = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}
