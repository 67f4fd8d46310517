import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareKeychain } from './setup/desktop.mjs';
import { preparePackages } from './setup/packages.mjs';
import { RESULTS } from './setup/paths.mjs';
import { runPlaywright, runVitest } from './setup/runners.mjs';
import { runScript, SetupError } from './setup/say.mjs';
import { prepareTestWindow } from './setup/window.mjs';

/** Written by test/kill: `{ cases, losses }`, a number and sentences. */
const REPORT = join(RESULTS, 'kill-matrix.json');

/** The cases in which the real app is killed; the end-to-end tests have two of them. */
async function killApp() {
  const window = { ...(await prepareTestWindow()), PURSER_KILL_CASES: 'all' };
  const args = ['--project=e2e', 'test/e2e/kill.spec.ts'];
  const { counts } = await runPlaywright(window, args, 'kill-app');
  return counts;
}

/**
 * `npm run test:kill [-- --whole]`: the kill matrix, and ten of its cases in the real app. The last
 * line is `N cases, N losses`. `--whole` takes every moment at every version of Harbor instead of at one of them each.
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
  const matrix = JSON.parse(readFileSync(REPORT, 'utf8'));
  const app = await killApp();
  for (const loss of matrix.losses) process.stdout.write(`${loss}\n`);
  const cases = matrix.cases + app.passed + app.failed;
  const losses = matrix.losses.length + app.failed;
  process.stdout.write(`${cases} cases, ${losses} losses\n`);
  return failed === 0 && matrix.cases > 0 && app.passed > 0 && losses === 0 ? 0 : 1;
});
