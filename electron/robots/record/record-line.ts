import type { HistoryEntry } from '../../../shared/contract/history.ts';
import type { JournalEntry } from '../../../shared/contract/plans.ts';
import { csvCell } from '../../../shared/exports/csv-cell.ts';

/** A line of the record: what Purser did, or what was changed at a Harbor otherwise. */
export type RecordLine =
  ({ readonly by: 'purser' } & JournalEntry) | ({ readonly by: 'harbor' } & HistoryEntry);

/** What a cell says, of a line of either kind; '' where that kind has none. */
interface Column {
  readonly name: string;
  readonly of: (line: RecordLine) => string;
}

const journalCell =
  (of: (entry: JournalEntry) => string) =>
  (line: RecordLine): string =>
    line.by === 'purser' ? of(line) : '';

const COLUMNS: readonly Column[] = [
  { name: 'time', of: ({ at }) => new Date(at * 1_000).toISOString() },
  { name: 'by', of: ({ by }) => by },
  { name: 'instance', of: ({ instanceName }) => instanceName },
  { name: 'robot', of: ({ robotName }) => robotName },
  { name: 'robot id', of: ({ robotId }) => (robotId === null ? '' : String(robotId)) },
  {
    name: 'operation',
    of: (line) => (line.by === 'purser' ? line.operation : line.kinds.join(' ')),
  },
  {
    name: 'changes',
    of: ({ changes }) =>
      changes.map(({ field, from, to }) => `${field}: ${from} → ${to}`).join('; '),
  },
  { name: 'result', of: journalCell(({ result }) => result) },
  { name: 'message', of: journalCell(({ message }) => message) },
  { name: 'login', of: journalCell(({ username }) => username) },
  { name: 'plan', of: journalCell(({ planId }) => planId ?? '') },
  { name: 'request ids', of: journalCell(({ requestIds }) => requestIds.join(' ')) },
  { name: 'robots', of: (line) => (line.by === 'purser' ? '1' : String(line.count)) },
];

/** The first line, with the names of the columns. */
export const csvHead = (): string => `${COLUMNS.map(({ name }) => csvCell(name)).join(',')}\r\n`;

/** One line of the record (RFC 4180). */
export const csvRow = (line: RecordLine): string =>
  `${COLUMNS.map(({ of }) => csvCell(of(line))).join(',')}\r\n`;
