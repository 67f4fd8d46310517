import { CHECKS, runChecks } from './setup/checks.mjs';
import { preparePackages } from './setup/packages.mjs';
import { runScript, SetupError } from './setup/say.mjs';

/** `npm run lint` and `npm run typecheck`: the checks of one word of CHECKS. */
await runScript(async ([word]) => {
  const checks = CHECKS[word];
  if (!checks) throw new SetupError(`name one of: ${Object.keys(CHECKS).join(', ')}`);
  await preparePackages();
  const { failed } = await runChecks(checks);
  return failed === 0 ? 0 : 1;
});
