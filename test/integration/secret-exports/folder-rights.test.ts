import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lookAtFolder } from '../../../electron/secret-exports/look-at-place.ts';
import { openUnfinishedFiles } from '../../../electron/secret-exports/unfinished-files.ts';

const silent = { error: () => undefined, warn: () => undefined, info: () => undefined };

test('the file that tries the rights of a folder is noted first, and gone at the end', async () => {
  const home = mkdtempSync(join(tmpdir(), 'purser-folder-rights-'));
  const folder = mkdtempSync(join(tmpdir(), 'purser-folder-rights-'));
  onTestFinished(() => {
    for (const one of [home, folder]) rmSync(one, { recursive: true, force: true });
  });
  const unfinished = await openUnfinishedFiles(home, silent);
  const noted: string[] = [];
  expect(
    await lookAtFolder(folder, {
      begin: async (paths) => {
        const temporaries = await unfinished.begin(paths);
        noted.push(...paths.map(temporaries.of));
        expect(readdirSync(folder)).toEqual([]);
        return temporaries;
      },
    }),
  ).toEqual([]);
  expect(noted.map((path) => dirname(path))).toEqual([folder]);
  expect(readdirSync(folder)).toEqual([]);
  expect(readdirSync(home)).toEqual([]);
});
