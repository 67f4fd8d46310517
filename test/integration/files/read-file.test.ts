import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readTextFile } from '../../../electron/files/read-file.ts';

const TEXT = 'name: "ä 😀"\nend\n';

function aFile(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'purser-read-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'it.yaml');
  writeFileSync(file, bytes);
  return file;
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
const little = Buffer.from(`\uFEFF${TEXT}`, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a mark of bytes', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16, as Windows PowerShell writes', little],
  ['UTF-16 with the high byte first', swapped(little)],
])('reads %s', async (_name, bytes) => {
  expect(await readTextFile(aFile(bytes), 1_000)).toBe(TEXT);
});

test.each([
  ['Latin-1', Buffer.from(TEXT, 'latin1'), 'it.yaml is no text in UTF-8.'],
  [
    'a NUL',
    Buffer.from('a: 1\nb: \0c'),
    'Line 2, column 4: it.yaml has a NUL here, so it is no text in UTF-8.',
  ],
  [
    'UTF-16 that does not say so',
    Buffer.from('a: 1', 'utf16le'),
    'Line 1, column 2: it.yaml has a NUL here, so it is no text in UTF-8.',
  ],
  ['half a sign of UTF-16', little.subarray(0, -1), 'it.yaml is no text in UTF-8.'],
  [
    'more than is read',
    Buffer.alloc(1_001_000, 32),
    'it.yaml is too large: at most 1 MB are read.',
  ],
])('says what is wrong with %s', async (_name, bytes, message) => {
  const refused = readTextFile(aFile(bytes), 1_000_000);
  await expect(refused).rejects.toMatchObject({ code: 'file-invalid', message });
});
