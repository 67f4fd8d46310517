import { preparePackages } from './setup/packages.mjs';
import { runPlaywright } from './setup/runners.mjs';
import { runScript } from './setup/say.mjs';
import { prepareTestWindow } from './setup/window.mjs';

/** `npm run e2e [-- <Playwright arguments>]`: some end-to-end specs, for the one who writes them. */
await runScript(async (args) => {
  await preparePackages();
  const window = await prepareTestWindow();
  const asked = args.some((arg) => arg.startsWith('--project')) ? args : ['--project=e2e', ...args];
  return (await runPlaywright(window, asked, 'e2e')).code;
});
