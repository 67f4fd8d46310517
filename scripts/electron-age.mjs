import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSupportedElectron } from './setup/electron-age.mjs';
import { ROOT } from './setup/paths.mjs';
import { runScript, say } from './setup/say.mjs';

/** For CI, which has a network: fails when the locked Electron no longer gets security fixes. */
await runScript(async () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const locked = packages['node_modules/electron'].version;
  const shell = process.platform === 'win32';
  const newest = execFileSync('npm', ['view', 'electron', 'version'], { encoding: 'utf8', shell });
  const isSupported = isSupportedElectron(locked, newest.trim());
  const verdict = isSupported ? 'is supported' : 'gets no security fixes any more: update it';
  say(`Electron ${locked} ${verdict}; the newest is ${newest.trim()}`);
  return isSupported ? 0 : 1;
});
