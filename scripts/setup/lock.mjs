import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CACHE } from './paths.mjs';

function holderIsGone(folder) {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    if (error.code === 'EPERM') return false;
    // A folder without a pid yet: its maker is between two lines, unless it has been for long.
    if (error.code === 'ENOENT') {
      const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      return Date.now() - made > 5_000;
    }
    return true;
  }
}

/**
 * Does `work` while no other process does the same: two commands started at once share what
 * set-up makes. A lock whose holder has died is taken over.
 */
export async function withLock(name, work) {
  const folder = join(CACHE, `${name}.lock`);
  mkdirSync(dirname(folder), { recursive: true });
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (holderIsGone(folder)) rmSync(folder, { recursive: true, force: true });
      else await sleep(200);
    }
  }
  writeFileSync(join(folder, 'pid'), String(process.pid));
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
