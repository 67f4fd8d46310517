import { CHECKS, runChecks } from './setup/checks.mjs';
import { prepareKeychain } from './setup/desktop.mjs';
import { preparePackages } from './setup/packages.mjs';
import { runPlaywright, runVitest } from './setup/runners.mjs';
import { isStopping } from './setup/run.mjs';
import { runScript, say, SetupError } from './setup/say.mjs';
import { prepareTestWindow } from './setup/window.mjs';

/** The stages of `npm test`, in order. Each resolves to `{ passed, failed, skipped }`. */
const STAGES = {
  checks: () => runChecks(Object.values(CHECKS).flat()),
  unit: () => runVitest('unit'),
  contract: () => runVitest('contract'),
  integration: async () => {
    await prepareKeychain();
    return runVitest('integration', { keychain: true, shared: true });
  },
  kill: async () => {
    await prepareKeychain();
    return runVitest('kill', { keychain: true });
  },
  security: async () => {
    await prepareKeychain();
    return runVitest('security', { keychain: true, shared: true });
  },
  e2e: async () => {
    const window = await prepareTestWindow();
    const projects = ['--project=e2e', '--project=leaks'];
    return (await runPlaywright(window, projects, 'e2e', { shared: true })).counts;
  },
};

/** A stage that cannot even start counts as one failure, and the others still run. */
async function runStage(name) {
  process.stdout.write(`\n── ${name} ──\n`);
  const started = Date.now();
  let result;
  try {
    result = await STAGES[name]();
  } catch (error) {
    say(error instanceof SetupError ? error.message : String(error?.stack ?? error));
    result = { passed: 0, failed: 1, skipped: 0 };
  }
  return { name, ...result, seconds: (Date.now() - started) / 1000 };
}

function describe({ name, passed, failed, skipped, seconds }) {
  const time = `${seconds.toFixed(0)} s`.padStart(6);
  if (passed + failed + skipped === 0) return `${name.padEnd(12)} ${time}   no tests`;
  const rest = skipped > 0 ? `, ${skipped} not run` : '';
  return `${name.padEnd(12)} ${time}   ${passed} good, ${failed} bad${rest}`;
}

/** `npm test [-- stages]`: everything that is missing, then every stage, and one line that adds up. */
await runScript(async (names) => {
  const unknown = names.filter((name) => !(name in STAGES));
  if (unknown.length > 0) {
    throw new SetupError(`no such stage: ${unknown}. There are: ${Object.keys(STAGES).join(', ')}`);
  }
  await preparePackages();
  const results = [];
  for (const name of names.length > 0 ? names : Object.keys(STAGES)) {
    if (isStopping()) break;
    results.push(await runStage(name));
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const [passed, failed] = [sum('passed'), sum('failed')];
  process.stdout.write(`\n${results.map(describe).join('\n')}\n\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
});
