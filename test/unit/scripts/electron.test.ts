import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { prepareElectron } from '../../../scripts/setup/electron.mjs';

const NAMES: Record<string, string> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

describe('an Electron of the user’s own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'purser-electron-'));
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('is used as it is, without a download or a notice', async () => {
    const executable = join(folder, NAMES[process.platform] ?? 'electron');
    mkdirSync(dirname(executable), { recursive: true });
    writeFileSync(executable, '');
    expect(await prepareElectron()).toEqual({ executable, env: {}, notice: undefined });
  });

  it('is missed by name when its folder is empty', async () => {
    await expect(prepareElectron()).rejects.toThrow(/ELECTRON_OVERRIDE_DIST_PATH is set/);
  });
});
