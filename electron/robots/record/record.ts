import { open } from 'node:fs/promises';
import type { CallParsed } from '../../../shared/contract/calls.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { JournalEntry } from '../../../shared/contract/plans.ts';
import type { Inventory, JournalSearch } from '../../../shared/inventory/inventory.ts';
import type { Desktop } from '../../ports.ts';
import { csvHead, csvRow, type RecordLine } from './record-line.ts';
import { byTime, linesOf } from './record-pages.ts';

/** What is to be saved, and how. */
export type RecordWish = CallParsed<'journal.export'>;

/** The journal, for reading; and with the history, for saving. */
export interface Record {
  entries(search: JournalSearch): Promise<{ entries: JournalEntry[]; total: number }>;
  /** Saves what fits where the user wants it; null if they did not. Throws AppError `file-failed`. */
  save(wish: RecordWish): Promise<{ path: string } | null>;
}

interface RecordPorts {
  readonly inventory: Pick<Inventory, 'journalEntries' | 'historyEntries'>;
  readonly desktop: Pick<Desktop, 'chooseSavePath'>;
}

/** What stands before, between and after the lines of each format. */
const FORMATS = {
  json: {
    head: '[',
    line: (line: RecordLine, isFirst: boolean) =>
      `${isFirst ? '\n' : ',\n'}  ${JSON.stringify(line)}`,
    tail: '\n]\n',
  },
  csv: { head: csvHead(), line: (line: RecordLine) => csvRow(line), tail: '' },
} as const;

/** Characters that are written to the file at once. */
const CHUNK = 65_536;

async function* nobody(): AsyncGenerator<RecordLine> {
  // There is nothing of this kind.
}

export const createRecord = ({ inventory, desktop }: RecordPorts): Record => {
  const lines = ({ by, journal, history }: RecordWish): AsyncGenerator<RecordLine> => {
    const ours = linesOf(
      'purser',
      async (before, count) =>
        (await inventory.journalEntries({ ...journal, before, count })).entries,
    );
    const theirs = linesOf(
      'harbor',
      async (before, count) =>
        (await inventory.historyEntries({ ...history, before, count })).entries,
    );
    return byTime(by === 'harbor' ? nobody() : ours, by === 'purser' ? nobody() : theirs);
  };

  const write = async (path: string, wish: RecordWish): Promise<void> => {
    const { head, line, tail } = FORMATS[wish.format];
    const file = await open(path, 'w', 0o600);
    try {
      let text: string = head;
      let isFirst = true;
      for await (const one of lines(wish)) {
        text += line(one, isFirst);
        isFirst = false;
        if (text.length < CHUNK) continue;
        await file.write(text);
        text = '';
      }
      await file.write(text + tail);
      await file.sync();
    } finally {
      await file.close();
    }
  };

  return {
    entries: (search) => inventory.journalEntries(search),
    async save(wish) {
      const name = wish.by === 'purser' ? 'journal' : 'activity';
      const path = await desktop.chooseSavePath(
        `Save the ${name}`,
        `purser-${name}.${wish.format}`,
      );
      if (path === null) return null;
      try {
        await write(path, wish);
      } catch (cause) {
        if (cause instanceof AppError) throw cause;
        throw new AppError('file-failed', `Purser could not write ${path}.`, {
          retryable: true,
          cause,
        });
      }
      return { path };
    },
  };
};
