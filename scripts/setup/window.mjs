import { join } from 'node:path';
import { prepareBuild } from './build.mjs';
import { displayNeeds, keychainNeeds, sandboxObstacle } from './desktop.mjs';
import { prepareElectron } from './electron.mjs';
import { ROOT } from './paths.mjs';
import { prepareSystem, WINDOW_LIBRARIES } from './system.mjs';

const AS_ROOT = join(ROOT, 'scripts', 'setup', 'as-root.cjs');

/** What Electron has to be told where its sandbox cannot work. */
export const WITHOUT_SANDBOX = ['--no-sandbox', '-r', AS_ROOT];

/** Everything that a window under test needs; returns the environment that says what to run. */
export async function prepareTestWindow() {
  await prepareSystem([...WINDOW_LIBRARIES, ...displayNeeds(), ...keychainNeeds()]);
  const { executable, env } = await prepareElectron();
  await prepareBuild();
  const args = sandboxObstacle() ? WITHOUT_SANDBOX : [];
  return {
    ...env,
    PURSER_ELECTRON: executable,
    PURSER_ELECTRON_ARGS: JSON.stringify(args),
  };
}
