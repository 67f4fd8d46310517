import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { withLock } from './lock.mjs';
import { installed, NODE, ROOT } from './paths.mjs';
import { npmCommand, run } from './run.mjs';
import { say, SetupError } from './say.mjs';

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm notes what it installed in
 * node_modules/.package-lock.json as its last step, so an interrupted install does not pass.
 */
export function packagesAreCurrent(root = ROOT) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, integrity }]) =>
      path === '' ||
      // Optional packages are those of other platforms.
      (optional && !present[path]) ||
      (present[path]?.version === version && present[path]?.integrity === integrity),
  );
}

/** Installs the npm packages, only when they are missing or not those of package-lock.json. */
export async function preparePackages() {
  await withLock('npm', async () => {
    if (packagesAreCurrent() && existsSync(NODE)) return;
    if (process.platform === 'win32' && process.execPath.startsWith(installed('') + sep)) {
      // Windows cannot replace the node.exe that runs this script.
      throw new SetupError('The npm packages are out of date. Run `npm ci`, then try again.');
    }
    say('installing the npm packages');
    const { command, args } = npmCommand(['ci']);
    const code = await run(command, args, { cwd: ROOT });
    if (code !== 0) throw new SetupError(`npm ci failed (exit code ${code})`);
    if (!existsSync(NODE)) {
      throw new SetupError(
        'npm ci did not install the Node that the project runs on (package `node`): ' +
          'its install script did not run. Check `npm config get ignore-scripts`.',
      );
    }
  });
}
