import type { JournalEntry } from '../../shared/contract/plans.ts';
import { csvCell } from '../csv-cell.ts';

const COLUMNS: readonly (readonly [name: string, of: (entry: JournalEntry) => string])[] = [
  ['time', ({ at }) => new Date(at * 1_000).toISOString()],
  ['instance', ({ instanceName }) => instanceName],
  ['robot', ({ robotName }) => robotName],
  ['robot id', ({ robotId }) => String(robotId)],
  ['operation', ({ operation }) => operation],
  [
    'changes',
    ({ changes }) => changes.map(({ field, from, to }) => `${field}: ${from} → ${to}`).join('; '),
  ],
  ['result', ({ result }) => result],
  ['message', ({ message }) => message],
  ['login', ({ username }) => username],
  ['plan', ({ planId }) => planId],
  ['request ids', ({ requestIds }) => requestIds.join(' ')],
];

/** The first line, with the names of the columns. */
export const csvHead = (): string => `${COLUMNS.map(([name]) => csvCell(name)).join(',')}\r\n`;

/** One line of the journal (RFC 4180). */
export const csvRow = (entry: JournalEntry): string =>
  `${COLUMNS.map(([, of]) => csvCell(of(entry))).join(',')}\r\n`;
