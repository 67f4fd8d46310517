import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDisplay, withKeychain, withTemporaryHome } from './setup/desktop.mjs';
import { preparePackages } from './setup/packages.mjs';
import { NODE, ROOT } from './setup/paths.mjs';
import { environment, isStopping, run } from './setup/run.mjs';
import { runScript, say, SetupError } from './setup/say.mjs';
import { prepareTestWindow } from './setup/window.mjs';

const FOLDER = join(ROOT, 'test', 'bench');
const ENDING = '.bench.ts';
const ONE = join(ROOT, 'scripts', 'setup', 'run-bench.mjs');

function benchNames() {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  return files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

const round = (value) => (Number.isInteger(value) ? String(value) : value.toPrecision(4));

/** Runs one bench in a process of its own and returns its figures, or undefined if it broke. */
async function runBench(name, env, folder) {
  const output = join(folder, `${name}.json`);
  const wrapped = withKeychain(NODE, ['--expose-gc', ONE, join(FOLDER, name + ENDING), output]);
  // stdout is for the figures alone.
  const stdio = ['ignore', 2, 2];
  const code = await run(wrapped.command, wrapped.args, { cwd: ROOT, env, stdio });
  if (code !== 0 || !existsSync(output)) {
    say(`the bench ${name} broke (exit code ${code})`);
    return undefined;
  }
  return JSON.parse(readFileSync(output, 'utf8'));
}

/**
 * `npm run bench [-- name…]`: runs test/bench/*.bench.ts, all or those named. Each exports
 * `run(): Promise<Figure[]>`, a Figure being `{ name, value, unit, limit }` with an upper bound or
 * null as limit. Prints a line per figure and writes all of them to bench.json.
 */
await runScript(async (asked) => {
  const names = benchNames();
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new SetupError(`no such bench: ${unknown}. There are: ${names.join(', ') || 'none yet'}`);
  }
  await preparePackages();
  const window = await prepareTestWindow();
  const folder = mkdtempSync(join(tmpdir(), 'purser-bench-'));
  const figures = [];
  let broken = 0;
  try {
    for (const name of asked.length > 0 ? asked : names) {
      if (isStopping()) break;
      const result = await withTemporaryHome((home) =>
        withDisplay((display) =>
          runBench(name, environment({ ...window, ...home, ...display }), folder),
        ),
      );
      if (!result) broken += 1;
      for (const figure of result ?? []) {
        figures.push(figure);
        const { value, unit, limit } = figure;
        process.stdout.write(`${figure.name} ${round(value)} ${unit} ${limit ?? '-'}\n`);
        if (limit !== null && value > limit) say(`${figure.name} is above its limit`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(join(ROOT, 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`);
  return broken === 0 ? 0 : 1;
});
