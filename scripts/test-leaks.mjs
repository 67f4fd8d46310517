import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { preparePackages } from './setup/packages.mjs';
import { RESULTS } from './setup/paths.mjs';
import { runPlaywright } from './setup/runners.mjs';
import { runScript, SetupError } from './setup/say.mjs';
import { prepareTestWindow } from './setup/window.mjs';

/** Written by test/e2e/leaks*.spec.ts: `{ planted, found }`, both numbers of secrets. */
const REPORT = join(RESULTS, 'leak-scan.json');

/** `npm run test:leaks`: the leak scan alone. Its last line is `N planted, N found`. */
await runScript(async (args) => {
  await preparePackages();
  const window = await prepareTestWindow();
  rmSync(REPORT, { force: true });
  const { code } = await runPlaywright(window, ['--project=leaks', ...args], 'leaks');
  if (!existsSync(REPORT)) throw new SetupError('the leak scan wrote no report');
  const { planted, found } = JSON.parse(readFileSync(REPORT, 'utf8'));
  process.stdout.write(`${planted} planted, ${found} found\n`);
  return code === 0 && planted > 0 && found === 0 ? 0 : 1;
});
