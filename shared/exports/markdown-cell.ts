/** Text inside a table's cell of Markdown: no column, row, mark-up or link of its own. */
export const markdownCell = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]<>|#!~]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim();
