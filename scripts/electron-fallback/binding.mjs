import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE, ROOT } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { say, SetupError } from '../setup/say.mjs';
import { prepareSystem } from '../setup/system.mjs';

const SHIM = join(dirname(fileURLToPath(import.meta.url)), 'napi-8.h');
const require = createRequire(join(ROOT, 'package.json'));

function sourceFolder() {
  return dirname(require.resolve('better-sqlite3/package.json'));
}

/** SQLite's own settings, read from where better-sqlite3 keeps them. */
function sqliteDefines(source) {
  const gypi = readFileSync(join(source, 'deps', 'defines.gypi'), 'utf8');
  return [...gypi.matchAll(/'([A-Z0-9_]+(?:=[^']*)?)',/g)].map(([, define]) => `-D${define}`);
}

function includes(source) {
  const fromSource = createRequire(join(source, 'package.json'));
  const addonApi = dirname(fromSource.resolve('node-addon-api/package.json'));
  const nodeApi = join(dirname(require.resolve('node-api-headers/package.json')), 'include');
  return [join(source, 'deps', 'sqlite3'), addonApi, nodeApi].map((path) => `-I${path}`);
}

async function compiler(command, args) {
  const code = await run(command, args, { stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new SetupError(`${command} could not compile better-sqlite3 (${code})`);
}

async function compile(source, work) {
  const common = ['-c', '-fPIC', '-DNDEBUG', ...includes(source)];
  const sqlite = join(work, 'sqlite3.o');
  const binding = join(work, 'binding.o');
  await Promise.all([
    compiler('gcc', [
      ...common,
      '-O2',
      '-std=c99',
      '-w',
      ...sqliteDefines(source),
      join(source, 'deps', 'sqlite3', 'sqlite3.c'),
      '-o',
      sqlite,
    ]),
    compiler('g++', [
      ...common,
      '-O1',
      '-std=c++20',
      '-fvisibility=hidden',
      '-DNAPI_VERSION=8',
      '-DNAPI_DISABLE_CPP_EXCEPTIONS',
      '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
      '-DNODE_GYP_MODULE_NAME=better_sqlite3',
      '-include',
      SHIM,
      join(source, 'src', 'better_sqlite3.cpp'),
      '-o',
      binding,
    ]),
  ]);
  const output = join(work, 'better_sqlite3.node');
  const link = ['-shared', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-static-libstdc++'];
  await compiler('g++', [...link, binding, sqlite, '-ldl', '-lm', '-o', output]);
  return output;
}

/**
 * Compiles better-sqlite3 for the old runtime unless that was done before, and returns the path of
 * the module. It is kept outside node_modules, where Node's own prebuilt file goes on being used.
 */
export async function prepareBinding() {
  const source = sourceFolder();
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const recipe = [SHIM, fileURLToPath(import.meta.url)].map((file) => readFileSync(file));
  const key = createHash('sha256').update(Buffer.concat(recipe)).digest('hex').slice(0, 12);
  const folder = join(CACHE, 'electron-fallback', `better-sqlite3-${version}-${key}`);
  const file = join(folder, 'better_sqlite3.node');
  if (existsSync(file)) return file;
  await prepareSystem(['g++']);
  say('compiling better-sqlite3 for this Electron (a minute or two, once)');
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, 'compiling-'));
  try {
    renameSync(await compile(source, work), file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return file;
}
