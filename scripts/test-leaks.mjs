import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { preparePackages } from './setup/packages.mjs';
import { RESULTS } from './setup/paths.mjs';
import { runPlaywright } from './setup/runners.mjs';
import { runScript, SetupError } from './setup/say.mjs';
import { prepareTestWindow } from './setup/window.mjs';

/** Where each of test/e2e/leaks*.spec.ts writes a file: `{ planted, found }`, both numbers of secrets. */
const REPORTS = join(RESULTS, 'leak-scan');

/** `npm run test:leaks`: the leak scan alone. Its last line is `N planted, N found`. */
await runScript(async (args) => {
  await preparePackages();
  const window = await prepareTestWindow();
  rmSync(REPORTS, { recursive: true, force: true });
  const { code } = await runPlaywright(window, ['--project=leaks', ...args], 'leaks');
  if (!existsSync(REPORTS)) throw new SetupError('the leak scan wrote no report');
  const reports = readdirSync(REPORTS).map((name) =>
    JSON.parse(readFileSync(join(REPORTS, name), 'utf8')),
  );
  const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
  const [planted, found] = [sum('planted'), sum('found')];
  process.stdout.write(`${planted} planted, ${found} found\n`);
  return code === 0 && planted > 0 && found === 0 ? 0 : 1;
});
