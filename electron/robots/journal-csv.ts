import type { JournalEntry } from '../../shared/contract/plans.ts';

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

/**
 * A value as a cell. Spreadsheets take text that begins with one of these signs for a formula
 * and run it, so it gets an apostrophe before it.
 */
function cell(text: string): string {
  const guarded = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** The first line, with the names of the columns. */
export const csvHead = (): string => `${COLUMNS.map(([name]) => cell(name)).join(',')}\r\n`;

/** One line of the journal (RFC 4180). */
export const csvRow = (entry: JournalEntry): string =>
  `${COLUMNS.map(([, of]) => cell(of(entry))).join(',')}\r\n`;
