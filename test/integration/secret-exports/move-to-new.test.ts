import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { moveToNew } from '../../../electron/files/write-new.ts';

test('where files have one name only, a name that is taken stays, and no empty file is left', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'purser-move-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [temporary, path] = [join(folder, 'a.new'), join(folder, 'a')];
  writeFileSync(temporary, 'secret');
  await moveToNew(temporary, path, 0o600);
  expect(readdirSync(folder)).toEqual(['a']);
  expect(readFileSync(path, 'utf8')).toBe('secret');
  writeFileSync(temporary, 'another');
  await expect(moveToNew(temporary, path, 0o600)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readFileSync(path, 'utf8')).toBe('secret');
  rmSync(temporary);
  await expect(moveToNew(temporary, join(folder, 'b'), 0o600)).rejects.toMatchObject({
    code: 'ENOENT',
  });
  expect(readdirSync(folder)).toEqual(['a']);
});
