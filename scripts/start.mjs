import { hasDisplay, displayNeeds, sandboxObstacle, withDisplay } from './setup/desktop.mjs';
import { prepareBuild } from './setup/build.mjs';
import { prepareElectron } from './setup/electron.mjs';
import { preparePackages } from './setup/packages.mjs';
import { ROOT } from './setup/paths.mjs';
import { environment, run } from './setup/run.mjs';
import { runScript, say, SetupError } from './setup/say.mjs';
import { prepareSystem, WINDOW_LIBRARIES } from './setup/system.mjs';
import { WITHOUT_SANDBOX } from './setup/window.mjs';

const KERNEL_ADVICE =
  'This system does not let programs of ordinary users make the sandbox that Electron needs. ' +
  'Allow it until the next restart, then try again:\n\n' +
  '  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0\n\n' +
  '(on other kernels: kernel.unprivileged_userns_clone=1, or user.max_user_namespaces=15000)\n';

function sandboxArguments() {
  const obstacle = sandboxObstacle();
  if (obstacle === 'kernel') throw new SetupError(KERNEL_ADVICE);
  if (obstacle === undefined) return [];
  say('warning: started as root, so the window runs without its sandbox; use an ordinary user');
  return WITHOUT_SANDBOX;
}

/** `npm start [-- <the app's arguments>]`: everything that is missing, then the window. */
await runScript(async (args) => {
  await preparePackages();
  await prepareSystem([...WINDOW_LIBRARIES, ...displayNeeds()]);
  const { executable, env, notice } = await prepareElectron();
  await prepareBuild();
  if (!hasDisplay()) {
    say('no display was found, so the window opens on a virtual one (Xvfb) that nobody sees');
  }
  const extra = notice ? { ...env, PURSER_RUNTIME_NOTICE: notice } : env;
  return withDisplay((display) => {
    const all = [...sandboxArguments(), ...(hasDisplay() ? [] : ['--disable-gpu']), ROOT, ...args];
    return run(executable, all, { cwd: ROOT, env: environment({ ...extra, ...display }) });
  });
});
