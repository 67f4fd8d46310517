import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';

/** What the first bytes say of an encoding; UTF-8 where they say nothing. */
function encodingOf(bytes: Buffer): string {
  // What Windows PowerShell writes where nobody says otherwise.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Throws where a text has a character that no file of text has. */
function requireText(name: string, text: string): void {
  const at = text.indexOf('\0');
  if (at === -1) return;
  const before = text.slice(0, at).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  throw new AppError(
    'file-invalid',
    `Line ${String(line)}, column ${String(column)}: ${name} has a NUL here, so it is no text in UTF-8.`,
    { details: { line, column } },
  );
}

/**
 * The text of a file that a user chose, without a mark of bytes: UTF-8, or UTF-16 that says so.
 * Throws AppError `file-failed`, and `file-invalid` for one that is too large or no text.
 * @param largest bytes
 */
export async function readTextFile(path: string, largest: number): Promise<string> {
  const name = basename(path);
  try {
    const { size } = await stat(path);
    if (size > largest) {
      const most = `${String(Math.floor(largest / 1_000_000))} MB`;
      throw new AppError('file-invalid', `${name} is too large: at most ${most} are read.`);
    }
    const bytes = await readFile(path);
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    requireText(name, text);
    return text;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof TypeError) {
      throw new AppError('file-invalid', `${name} is no text in UTF-8.`, { cause });
    }
    const message = `Purser could not read ${name}.`;
    throw new AppError('file-failed', message, { retryable: true, cause });
  }
}
