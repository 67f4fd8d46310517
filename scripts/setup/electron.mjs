import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFallback, prepareFallback } from '../electron-fallback/index.mjs';
import { withLock } from './lock.mjs';
import { CACHE, installed, NODE } from './paths.mjs';
import { ask } from './run.mjs';
import { say, SetupError } from './say.mjs';

/** How long a failed download is not tried again, so that the next start is quick. */
const RETRY_AFTER_HOURS = 12;
const DOWNLOAD_LIMIT_MINUTES = 15;
const FAILURE_NOTE = join(CACHE, 'electron-download-failed.json');

/** Whatever changes the way of the download: with another mirror it is tried again at once. */
function downloadKey(version) {
  const names = ['ELECTRON_MIRROR', 'npm_config_electron_mirror', 'HTTPS_PROXY', 'https_proxy'];
  return [version, ...names.map((name) => process.env[name] ?? '')].join('|');
}

function failedLately(key) {
  try {
    const note = JSON.parse(readFileSync(FAILURE_NOTE, 'utf8'));
    return note.key === key && Date.now() - note.at < RETRY_AFTER_HOURS * 3600_000;
  } catch {
    return false;
  }
}

function officialBinary(version) {
  const folder = installed('electron');
  try {
    const name = readFileSync(join(folder, 'path.txt'), 'utf8');
    const unpacked = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .replace(/^v/, '')
      .trim();
    const binary = join(folder, 'dist', name);
    return unpacked === version && existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

function overriddenBinary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return undefined;
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const binary = join(folder, names[process.platform] ?? 'electron');
  if (existsSync(binary)) return binary;
  throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${binary}`);
}

function download(version) {
  const key = downloadKey(version);
  if (failedLately(key)) return { why: 'its download failed lately' };
  say(`getting Electron ${version} (about 110 MB, once)`);
  const result = ask(NODE, [installed('electron', 'install.js')], {
    timeout: DOWNLOAD_LIMIT_MINUTES * 60_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const binary = result.ok ? officialBinary(version) : undefined;
  if (binary) {
    rmSync(FAILURE_NOTE, { force: true });
    return { binary };
  }
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(FAILURE_NOTE, JSON.stringify({ key, at: Date.now() }));
  return { why: `its download failed (${result.output.split('\n')[0]})` };
}

/**
 * The Electron to run the app with: a local copy that ELECTRON_OVERRIDE_DIST_PATH names, else the
 * official one (ELECTRON_MIRROR is respected), else the fallback for closed networks.
 *
 * Returns `{ executable, env, notice }`: `env` is to be set for the app, `notice` is a sentence to
 * show in its window, or undefined.
 */
export async function prepareElectron() {
  const overridden = overriddenBinary();
  if (overridden) return { executable: overridden, env: {}, notice: undefined };
  return withLock('electron', async () => {
    const { version } = JSON.parse(readFileSync(installed('electron', 'package.json'), 'utf8'));
    const found = officialBinary(version);
    if (found) return { executable: found, env: {}, notice: undefined };
    const { binary, why } = download(version);
    if (binary) return { executable: binary, env: {}, notice: undefined };
    say(`Electron ${version} is not here: ${why}. ${describeFallback()}`);
    return prepareFallback();
  });
}
