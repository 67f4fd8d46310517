import { join } from 'node:path';
import { preparePackages } from './setup/packages.mjs';
import { NODE, ROOT } from './setup/paths.mjs';
import { environment, run } from './setup/run.mjs';
import { runScript } from './setup/say.mjs';

/** `npm run simulator -- <arguments>`: a simulated Harbor, until it is told to stop. */
await runScript(async (args) => {
  await preparePackages();
  const cli = join(ROOT, 'shared', 'simulator', 'cli.ts');
  return run(NODE, [cli, ...args], { env: environment() });
});
