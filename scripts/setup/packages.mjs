import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { withLock } from './lock.mjs';
import { installed, NODE, ROOT } from './paths.mjs';
import { npmCommand, run } from './run.mjs';
import { say, SetupError } from './say.mjs';

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Whether a list like `["linux"]` or `["!win32"]` in the lock file means this machine. */
function means(list, value) {
  if (!list) return true;
  const refused = list.filter((entry) => entry.startsWith('!'));
  if (refused.length > 0) return !refused.includes(`!${value}`);
  return list.includes(value);
}

function libcHere() {
  // Without the report's look at the network, which can take seconds.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}

/** Optional packages that are made for one platform, and for this one. */
function isForThisMachine({ os, cpu, libc }) {
  if (!os || !cpu || !means(os, process.platform) || !means(cpu, process.arch)) return false;
  return !libc || process.platform !== 'linux' || means(libc, libcHere());
}

/**
 * What of package-lock.json is not in node_modules: 'all' if something that everybody needs is
 * missing or differs, 'platform' if only optional packages for this very machine are missing, else
 * 'nothing'. npm notes what it installed in node_modules/.package-lock.json as its last step, so an
 * interrupted install does not pass.
 */
export function missingPackages(root = ROOT) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return 'all';
  const missing = Object.entries(wanted).filter(
    ([path, { version, integrity }]) =>
      path !== '' && (present[path]?.version !== version || present[path]?.integrity !== integrity),
  );
  if (missing.some(([path, entry]) => !entry.optional || present[path])) return 'all';
  return missing.some(([, entry]) => isForThisMachine(entry)) ? 'platform' : 'nothing';
}

/**
 * Puts the declared Node in its place. The package `node` does that in a script of its own when it is
 * installed; such scripts are switched off in .npmrc, so it is run here.
 */
async function prepareNode() {
  if (existsSync(NODE)) return linkNode();
  say('installing the Node that the project runs on');
  const cwd = installed('node');
  const stdio = ['ignore', 2, 2];
  // Under `npm run` this very process may be the Node that npm has just replaced.
  const node = existsSync(process.execPath) ? process.execPath : 'node';
  const code = await run(node, ['installArchSpecificPackage.js'], { cwd, stdio });
  if (code !== 0 || !existsSync(NODE)) {
    throw new SetupError(`could not install the Node of the package "node" (exit code ${code})`);
  }
  linkNode();
}

/** So that `node_modules/.bin` on the PATH means this Node too; npm links only what is there. */
function linkNode() {
  const link = installed('.bin', 'node');
  if (process.platform !== 'win32' && !existsSync(link)) {
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), NODE), link);
  }
}

async function npmInstall(node, args) {
  const npm = npmCommand([...args, '--loglevel=error'], node);
  // npm's own words go to stderr: stdout belongs to the command that was started.
  const code = await run(npm.command, npm.args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new SetupError(`npm ${args[0]} failed (exit code ${code})`);
}

async function installAll() {
  if (process.platform === 'win32' && process.execPath.startsWith(installed('') + sep)) {
    // Windows cannot replace the node.exe that runs this script.
    throw new SetupError('The npm packages are out of date. Run `npm ci`, then try again.');
  }
  say('installing the npm packages');
  await npmInstall(process.execPath, ['ci']);
}

/** Installs the npm packages, only when they are missing or not those of package-lock.json. */
export async function preparePackages() {
  await withLock('npm', async () => {
    if (missingPackages() === 'all') await installAll();
    await prepareNode();
    if (missingPackages() === 'nothing') return;
    // npm leaves out optional packages that ask for a newer Node than the one npm itself runs on.
    await npmInstall(NODE, ['install', '--no-save']);
    await prepareNode();
    if (missingPackages() === 'nothing') return;
    throw new SetupError('npm did not install all packages; delete node_modules and try again');
  });
}
