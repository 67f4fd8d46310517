import { csvCell } from '../../csv-cell.ts';
import { LIST_COLUMNS, listRow } from '../list-row.ts';
import type { SecretFormat } from '../secret-format.ts';

/** A cell as it is: an apostrophe before a secret would make it another one. */
const exact = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A table of robots with their secrets. */
export const listCsv: SecretFormat = {
  id: 'list-csv',
  title: 'CSV list',
  group: 'Lists and others',
  words: 'csv spreadsheet table password manager import list',
  purpose: 'Many robots in one table, for example for a password manager.',
  reader: 'Password managers, spreadsheets, scripts (RFC 4180).',
  use: ['Import it, then delete the file.'],
  beware: [
    'Secrets stand as they are: a spreadsheet may take one that begins with = for a formula.',
  ],
  robots: 'many',
  holdsSecret: true,
  fileName: 'harbor-robots.csv',
  options: [],
  write: ({ robots }) => {
    const line = (robot: (typeof robots)[number]): string => {
      const row = listRow(robot);
      return LIST_COLUMNS.map((name) => (name === 'secret' ? exact : csvCell)(row[name])).join(',');
    };
    return [LIST_COLUMNS.map(exact).join(','), ...robots.map(line), ''].join('\r\n');
  },
};
