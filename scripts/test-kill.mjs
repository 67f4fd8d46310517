import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareKeychain } from './setup/desktop.mjs';
import { preparePackages } from './setup/packages.mjs';
import { RESULTS } from './setup/paths.mjs';
import { runVitest } from './setup/runners.mjs';
import { runScript, SetupError } from './setup/say.mjs';

/** Written by test/kill: `{ cases, losses }`, a number and sentences. */
const REPORT = join(RESULTS, 'kill-matrix.json');

/**
 * `npm run test:kill [-- --whole]`: the kill matrix alone. Its last line is `N cases, N losses`.
 * `--whole` takes every moment at every version of Harbor instead of at one of them each.
 */
await runScript(async (args) => {
  const rest = args.filter((one) => one !== '--whole');
  await preparePackages();
  await prepareKeychain();
  rmSync(REPORT, { force: true });
  process.env.PURSER_KILL_REPORT = REPORT;
  if (rest.length < args.length) process.env.PURSER_KILL_MATRIX = 'whole';
  const { failed } = await runVitest('kill', { keychain: true, args: rest });
  if (!existsSync(REPORT)) throw new SetupError('the kill matrix wrote no report');
  const { cases, losses } = JSON.parse(readFileSync(REPORT, 'utf8'));
  for (const loss of losses) process.stdout.write(`${loss}\n`);
  process.stdout.write(`${cases} cases, ${losses.length} losses\n`);
  return failed === 0 && cases > 0 && losses.length === 0 ? 0 : 1;
});
