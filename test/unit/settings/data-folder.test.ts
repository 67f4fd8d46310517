import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { dataFolder, keepPrivate } from '../../../electron/settings/data-folder.ts';

it('is where the system keeps such data, unless PURSER_HOME says otherwise', () => {
  expect(dataFolder(undefined, '/home/a/.config')).toBe(join('/home/a/.config', 'Purser'));
  expect(dataFolder('', '/home/a/.config')).toBe(join('/home/a/.config', 'Purser'));
  expect(dataFolder(resolve('/elsewhere'), '/home/a/.config')).toBe(resolve('/elsewhere'));
  expect(dataFolder('here', '/home/a/.config')).toBe(resolve('here'));
});

it('keeps other users out, also of a folder that was open', async () => {
  const home = mkdtempSync(join(tmpdir(), 'purser-folder-'));
  const open = join(home, 'open');
  mkdirSync(open, { mode: 0o755 });
  for (const folder of [open, join(home, 'new', 'deep')]) {
    await keepPrivate(folder);
    // Windows has no such modes; its user folders are private by inheritance.
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  }
  rmSync(home, { recursive: true });
});
