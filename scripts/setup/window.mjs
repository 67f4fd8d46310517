import { join } from 'node:path';
import { prepareBuild } from './build.mjs';
import { displayNeeds, hasDisplay, keychainNeeds, sandboxObstacle } from './desktop.mjs';
import { prepareElectron } from './electron.mjs';
import { ROOT } from './paths.mjs';
import { prepareSystem, WINDOW_LIBRARIES } from './system.mjs';

const WITHOUT_SANDBOX = [
  '--no-sandbox',
  '-r',
  join(ROOT, 'scripts', 'setup', 'without-sandbox.cjs'),
];

/** What Electron has to be told on this machine, before the app's folder. */
export function runtimeArguments() {
  return [
    ...(sandboxObstacle() ? WITHOUT_SANDBOX : []),
    // Xvfb has no graphics card, and looking for one takes three processes that die.
    ...(hasDisplay() ? [] : ['--disable-gpu']),
  ];
}

/** Everything that a window under test needs; returns the environment that says what to run. */
export async function prepareTestWindow() {
  await prepareSystem([...WINDOW_LIBRARIES, ...displayNeeds(), ...keychainNeeds()]);
  const { executable, env } = await prepareElectron();
  await prepareBuild();
  return {
    ...env,
    PURSER_ELECTRON: executable,
    PURSER_ELECTRON_ARGS: JSON.stringify(runtimeArguments()),
  };
}
