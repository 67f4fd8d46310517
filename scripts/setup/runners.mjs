import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countPlaywright, countVitest } from './counts.mjs';
import { withDisplay, withKeychain, withTemporaryHome } from './desktop.mjs';
import { installed, NODE, RESULTS, ROOT } from './paths.mjs';
import { environment, run } from './run.mjs';

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

/** Runs one project of vitest.config.ts. With `keychain`, in a session that has one. */
export async function runVitest(project, { keychain = false, args = [] } = {}) {
  const report = freshReport(project);
  const all = [
    installed('vitest', 'vitest.mjs'),
    ...['run', '--project', project, '--passWithNoTests'],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    // Files that lock the one keychain of a session cannot run beside others.
    `--maxWorkers=${keychain ? '1' : '100%'}`,
    ...args,
  ];
  const code = keychain
    ? await runApart(NODE, all, {})
    : await run(NODE, all, { cwd: ROOT, env: environment() });
  return countVitest(readReport(report), code);
}

/** Runs Playwright with what `prepareTestWindow` returned. Resolves to `{ code, counts }`. */
export async function runPlaywright(window, args, name) {
  const report = freshReport(name);
  const cli = installed('@playwright', 'test', 'cli.js');
  const env = { ...window, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const code = await withDisplay((display) =>
    runApart(NODE, [cli, 'test', '--reporter=list,json', '--pass-with-no-tests', ...args], {
      ...env,
      ...display,
    }),
  );
  return { code, counts: countPlaywright(readReport(report), code) };
}
