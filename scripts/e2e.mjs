import { withDisplay, withKeychain, withTemporaryHome } from './setup/desktop.mjs';
import { preparePackages } from './setup/packages.mjs';
import { installed, NODE, ROOT } from './setup/paths.mjs';
import { environment, run } from './setup/run.mjs';
import { runScript } from './setup/say.mjs';
import { prepareTestWindow } from './setup/window.mjs';

/** `npm run e2e [-- <Playwright arguments>]`: some end-to-end specs, for the one who writes them. */
await runScript(async (args) => {
  await preparePackages();
  const window = await prepareTestWindow();
  const cli = installed('@playwright', 'test', 'cli.js');
  const asked = args.some((arg) => arg.startsWith('--project')) ? args : ['--project=e2e', ...args];
  return withTemporaryHome((home) =>
    withDisplay((display) => {
      const wrapped = withKeychain(NODE, [cli, 'test', ...asked]);
      const env = environment({ ...window, ...home, ...display });
      return run(wrapped.command, wrapped.args, { cwd: ROOT, env });
    }),
  );
});
