import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { countPlaywright, countVitest, sumCounts } from './counts.mjs';
import {
  hasOwnDisplays,
  hasOwnKeychains,
  withDisplay,
  withKeychain,
  withTemporaryHome,
} from './desktop.mjs';
import { installed, NODE, RESULTS, ROOT } from './paths.mjs';
import { environment, run } from './run.mjs';

/** Windows and keychains that are used at once; each keeps a core busy. */
const MOST_LANES = 2;

function freshReport(name) {
  const file = join(RESULTS, `${name}.json`);
  mkdirSync(RESULTS, { recursive: true });
  rmSync(file, { force: true });
  return file;
}

const readReport = (file) =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;

/**
 * Runs a command with a home of its own beside a real keychain, with `env` on top.
 * Resolves to its exit code.
 */
function runApart(command, args, env) {
  return withTemporaryHome((home) => {
    const wrapped = withKeychain(command, args);
    const all = environment({ ...env, ...home });
    return run(wrapped.command, wrapped.args, { cwd: ROOT, env: all });
  });
}

/**
 * Runs shares of the tests side by side: `lane` is given its name and the runner's argument for its
 * share. One share where they would meet at the user's own keychain or display.
 */
async function inLanes(areApart, lane) {
  const count = areApart ? Math.min(MOST_LANES, availableParallelism()) : 1;
  const names = Array.from({ length: count }, (_, place) => String(place + 1));
  return Promise.all(
    names.map((name) => lane(name, count > 1 ? [`--shard=${name}/${count}`] : [])),
  );
}

/**
 * Runs one project of vitest.config.ts. With `keychain`, in a session that has one; with `shared`,
 * in several sessions at once.
 */
export async function runVitest(project, { keychain = false, shared = false, args = [] } = {}) {
  const counts = await inLanes(shared && hasOwnKeychains(), (lane, share) =>
    runVitestLane(project, lane, keychain, [...share, ...args]),
  );
  return sumCounts(counts);
}

async function runVitestLane(project, lane, keychain, args) {
  const report = freshReport(`${project}-${lane}`);
  const all = [
    installed('vitest', 'vitest.mjs'),
    ...['run', '--project', project, '--passWithNoTests'],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    // Files that lock the one keychain of a session cannot run beside others.
    `--maxWorkers=${keychain ? '1' : '100%'}`,
    ...args,
  ];
  const env = { PURSER_LANE: lane };
  const code = keychain
    ? await runApart(NODE, all, env)
    : await run(NODE, all, { cwd: ROOT, env: environment(env) });
  return countVitest(readReport(report), code);
}

/**
 * Runs Playwright with what `prepareTestWindow` returned; with `shared`, on several displays at
 * once. Resolves to `{ code, counts }`.
 */
export async function runPlaywright(window, args, name, { shared = false } = {}) {
  const results = await inLanes(shared && hasOwnKeychains() && hasOwnDisplays(), (lane, share) =>
    runPlaywrightLane(window, `${name}-${lane}`, [...share, ...args]),
  );
  const code = results.find((result) => result.code !== 0)?.code ?? 0;
  return { code, counts: sumCounts(results.map((result) => result.counts)) };
}

async function runPlaywrightLane(window, name, args) {
  const report = freshReport(name);
  const all = [
    ...[installed('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'],
    ...['--pass-with-no-tests', `--output=${join(RESULTS, name)}`],
    ...args,
  ];
  const env = { ...window, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const code = await withDisplay((display) => runApart(NODE, all, { ...env, ...display }));
  return { code, counts: countPlaywright(readReport(report), code) };
}
