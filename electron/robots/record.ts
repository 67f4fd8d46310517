import { open } from 'node:fs/promises';
import { AppError } from '../../shared/contract/errors.ts';
import type { JournalEntry } from '../../shared/contract/plans.ts';
import type { Inventory, JournalSearch } from '../../shared/inventory/inventory.ts';
import type { Desktop } from '../ports.ts';
import { csvHead, csvRow } from './journal-csv.ts';

/** Entries that are read at once while saving. */
const PAGE = 500;

/** The journal, for reading and saving. */
export interface Record {
  entries(search: JournalSearch): Promise<{ entries: JournalEntry[]; total: number }>;
  /** Saves all of it where the user wants it; null if they did not. Throws AppError `file-failed`. */
  save(format: 'json' | 'csv'): Promise<{ path: string } | null>;
}

interface RecordPorts {
  readonly inventory: Pick<Inventory, 'journalEntries'>;
  readonly desktop: Pick<Desktop, 'chooseSavePath'>;
}

/** What stands before, between and after the entries of each format. */
const FORMATS = {
  json: {
    head: '[',
    line: (entry: JournalEntry, isFirst: boolean) =>
      `${isFirst ? '\n' : ',\n'}  ${JSON.stringify(entry)}`,
    tail: '\n]\n',
  },
  csv: { head: csvHead(), line: (entry: JournalEntry) => csvRow(entry), tail: '' },
} as const;

export const createRecord = ({ inventory, desktop }: RecordPorts): Record => {
  /** All entries, newest first, a page at a time. */
  async function* all(): AsyncGenerator<readonly JournalEntry[]> {
    let before: number | null = null;
    for (;;) {
      const page: JournalEntry[] = (
        await inventory.journalEntries({ text: '', ids: [], before, count: PAGE })
      ).entries;
      yield page;
      before = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return;
    }
  }

  const write = async (path: string, { head, line, tail }: (typeof FORMATS)['json' | 'csv']) => {
    const file = await open(path, 'w', 0o600);
    try {
      await file.write(head);
      let isFirst = true;
      for await (const page of all()) {
        let text = '';
        for (const entry of page) {
          text += line(entry, isFirst);
          isFirst = false;
        }
        await file.write(text);
      }
      await file.write(tail);
      await file.sync();
    } finally {
      await file.close();
    }
  };

  return {
    entries: (search) => inventory.journalEntries(search),
    async save(format) {
      const path = await desktop.chooseSavePath('Save the journal', `purser-journal.${format}`);
      if (path === null) return null;
      try {
        await write(path, FORMATS[format]);
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
