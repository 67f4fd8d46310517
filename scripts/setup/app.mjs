import { hasDisplay, displayNeeds, sandboxObstacle } from './desktop.mjs';
import { prepareElectron } from './electron.mjs';
import { ROOT } from './paths.mjs';
import { environment, run } from './run.mjs';
import { say, SetupError } from './say.mjs';
import { prepareSystem, WINDOW_LIBRARIES } from './system.mjs';
import { runtimeArguments } from './window.mjs';

const KERNEL_ADVICE =
  'This system does not let programs of ordinary users make the sandbox that Electron needs. ' +
  'Allow it until the next restart, then try again:\n\n' +
  '  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0\n\n' +
  '(on other kernels: kernel.unprivileged_userns_clone=1, or user.max_user_namespaces=15000)\n';

/** Gets the machine ready for the app as its user starts it. Returns what `startApp` wants. */
export async function prepareApp() {
  await prepareSystem([...WINDOW_LIBRARIES, ...displayNeeds()]);
  const obstacle = sandboxObstacle();
  if (obstacle === 'kernel') throw new SetupError(KERNEL_ADVICE);
  if (obstacle === 'root') {
    say('warning: started as root, so the window runs without its sandbox; use an ordinary user');
  }
  if (!hasDisplay()) {
    say('no display was found, so the window opens on a virtual one (Xvfb) that nobody sees');
  }
  const { executable, env, notice } = await prepareElectron();
  return { executable, env: notice ? { ...env, PURSER_RUNTIME_NOTICE: notice } : env };
}

/** Runs the built app to its end and resolves to its exit code. `options` go to the process. */
export function startApp({ executable, env }, display, args, options = {}) {
  return run(executable, [...runtimeArguments(), ROOT, ...args], {
    cwd: ROOT,
    env: environment({ ...env, ...display }),
    ...options,
  });
}
