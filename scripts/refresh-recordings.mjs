/**
 * Copies recordings of real Harbors into test/contract/recordings:
 *   node scripts/refresh-recordings.mjs <folder with v2.15.2/*.json …>
 */
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = process.argv[2];
const target = fileURLToPath(new URL('../test/contract/recordings', import.meta.url));

if (!source) {
  process.stderr.write('usage: node scripts/refresh-recordings.mjs <folder>\n');
  process.exit(1);
}

const versions = (await readdir(source, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && /^v\d/.test(entry.name))
  .map((entry) => entry.name);
if (versions.length === 0) {
  process.stderr.write(`no recordings in ${resolve(source)}\n`);
  process.exit(1);
}

let files = 0;
for (const version of versions) {
  await rm(join(target, version), { recursive: true, force: true });
  await mkdir(join(target, version), { recursive: true });
  for (const name of (await readdir(join(source, version))).filter((name) =>
    name.endsWith('.json'),
  )) {
    await cp(join(source, version, name), join(target, version, name));
    files += 1;
  }
}
process.stdout.write(`${files} recordings of ${versions.length} versions\n`);
