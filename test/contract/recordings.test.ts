import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { describe } from './player.ts';
import { readRecording, recordingFiles } from './recording.ts';
import { replay } from './replay.ts';
import { chanceSeed } from './chance-seeds.ts';

const FOLDER = join(fileURLToPath(new URL('.', import.meta.url)), 'recordings');
const FILES = recordingFiles(FOLDER);

test('there are recordings of every version', () => {
  expect(new Set(FILES.map(({ version }) => version)).size).toBeGreaterThanOrEqual(10);
});

test.each(FILES)('$version answers $scenario as recorded', async ({ version, scenario, file }) => {
  const mismatches = await replay(readRecording(file), chanceSeed(version, scenario));
  expect(describe(mismatches)).toBe('');
});
