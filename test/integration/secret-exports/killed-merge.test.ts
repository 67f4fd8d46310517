import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const CHILD = join(import.meta.dirname, 'merging-child.ts');
const [BEFORE, AFTER] = ['{"old":1}', '{"old":1,"new":2}'];

/** Kills a process in the middle of its nth merge, and answers what the file holds then. */
async function killed(folder: string, merges: number): Promise<string> {
  const path = join(folder, 'config.json');
  writeFileSync(path, BEFORE.repeat(50_000));
  const child = spawn(process.execPath, [CHILD, path, BEFORE, AFTER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let begun = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    begun += chunk.length;
    if (begun >= merges) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  expect(begun).toBeGreaterThanOrEqual(merges);
  return readFileSync(path, 'utf8');
}

test('whoever dies in the middle of a merge leaves the old file or the new one, whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'purser-merge-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const whole = [BEFORE, AFTER].map((text) => text.repeat(50_000));
  for (let merges = 1; merges <= 6; merges += 1) {
    expect(whole.includes(await killed(folder, merges)), `merge ${String(merges)}`).toBe(true);
  }
});
