import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { withLock } from './lock.mjs';
import { installed, NODE, ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { say, SetupError } from './say.mjs';

/** The folders that the build reads. */
export const SOURCES = ['electron', 'shared', 'renderer', 'resources'].filter((name) =>
  existsSync(join(ROOT, name)),
);
const SETTINGS = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const STAMP = join(ROOT, 'out', '.built-from');

function filesBelow(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name);
    // The build itself keeps files there.
    if (entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return filesBelow(child);
    return entry.isFile() ? [child] : [];
  });
}

/** One hash over everything that the build reads. */
function sourcesHash() {
  const files = [
    ...SETTINGS.map((name) => join(ROOT, name)),
    ...SOURCES.flatMap((name) => filesBelow(join(ROOT, name)).sort()),
  ];
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${relative(ROOT, file)}\0`);
    hash.update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

function lastBuild() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}

/** Builds the app into out/, only when something that it is made of has changed. */
export async function prepareBuild() {
  await withLock('build', async () => {
    const hash = sourcesHash();
    if (lastBuild() === hash) return;
    say('building the app');
    const cli = installed('electron-vite', 'bin', 'electron-vite.js');
    const args = [cli, 'build', '--logLevel', 'warn'];
    // Its output goes to stderr: stdout belongs to the command that was started.
    const code = await run(NODE, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    if (code !== 0) throw new SetupError(`the build failed (exit code ${code})`);
    mkdirSync(dirname(STAMP), { recursive: true });
    writeFileSync(STAMP, hash);
  });
}
