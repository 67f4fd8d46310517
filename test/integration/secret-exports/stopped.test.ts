import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openUnfinishedFiles } from '../../../electron/secret-exports/unfinished-files.ts';
import { writePlace } from '../../../electron/secret-exports/write-place.ts';
import { outgoingRobot } from './outgoing-robot.ts';

const silent = { error: () => undefined, warn: () => undefined, info: () => undefined };

test('an export of many that is stopped in the middle keeps what is written, and says what is not', async () => {
  const home = mkdtempSync(join(tmpdir(), 'purser-stopped-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const ids = Array.from({ length: 60 }, (_, index) => index + 1);
  const files = ids.map((id) => ({
    name: `${String(id)}.txt`,
    robot: outgoingRobot(id, 'Secret1'),
  }));
  const stop = new AbortController();
  const told: number[] = [];
  const { result, robots } = await writePlace(
    {
      kind: 'folder',
      path: home,
      files,
      draft: (robot) => Promise.resolve({ text: robot.secret, mode: 0o600, robots: [robot] }),
    },
    {
      unfinished: await openUnfinishedFiles(home, silent),
      signal: stop.signal,
      onProgress: (done, total) => {
        told.push(done / total);
        stop.abort();
      },
    },
  );
  const made = result.files.filter(({ failure }) => failure === '').map(({ name }) => name);
  const stopped = result.files.filter(({ failure }) => failure.includes('was stopped'));
  expect(made.length).toBeGreaterThan(0);
  expect(stopped.length).toBeGreaterThan(0);
  expect(made.length + stopped.length).toBe(ids.length);
  expect(robots.map(({ path }) => path)).toEqual(made.map((name) => join(home, name)));
  expect(readdirSync(home).sort()).toEqual([...made, 'purser-index.json'].sort());
  const index = JSON.parse(readFileSync(join(home, 'purser-index.json'), 'utf8')) as unknown[];
  expect(index).toHaveLength(made.length);
  expect(told).toHaveLength(made.length);
});
