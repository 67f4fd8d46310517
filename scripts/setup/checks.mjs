import { join } from 'node:path';
import { CACHE, installed, NODE, ROOT } from './paths.mjs';
import { environment, run } from './run.mjs';

const eslint = installed('eslint', 'bin', 'eslint.js');
const prettier = installed('prettier', 'bin', 'prettier.cjs');
const cached = (name) => ['--cache', '--cache-location', join(CACHE, name)];
/** Looks again only at what depends on what has changed. */
const incremental = (name) => ['--incremental', '--tsBuildInfoFile', join(CACHE, `${name}.json`)];

/** The checks that look at the sources without running them, by the word that chooses them. */
export const CHECKS = {
  lint: [
    {
      name: 'lint',
      // By content: in a clone every file is new.
      args: [eslint, '.', '--max-warnings=0', ...cached('eslint'), '--cache-strategy', 'content'],
    },
    { name: 'format', args: [prettier, '--check', '--log-level=warn', '.', ...cached('prettier')] },
  ],
  types: [
    {
      name: 'types',
      args: [
        ...[installed('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'],
        ...incremental('types'),
      ],
    },
    {
      name: 'window types',
      args: [
        ...[installed('vue-tsc', 'bin', 'vue-tsc.js'), '--noEmit', '-p', 'renderer/tsconfig.json'],
        ...incremental('window-types'),
      ],
    },
  ],
};

/** So many checks run at once: each keeps a core busy, and no more than that. */
const LANES = 2;

/** Runs these checks, each of which counts as one test. */
export async function runChecks(checks) {
  const result = { passed: 0, failed: 0, skipped: 0 };
  const left = checks.values();
  const lane = async () => {
    for (const { name, args } of left) {
      const code = await run(NODE, args, { cwd: ROOT, env: environment() });
      result[code === 0 ? 'passed' : 'failed'] += 1;
      process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name}\n`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return result;
}
