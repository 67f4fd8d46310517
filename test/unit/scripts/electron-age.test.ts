import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isSupportedElectron } from '../../../scripts/setup/electron-age.mjs';
import { ROOT } from '../../../scripts/setup/paths.mjs';

it.each([
  ['45.4.1', '45.9.0', true],
  ['45.4.1', '47.0.0', true],
  ['45.4.1', '48.0.0', false],
  ['25.1.1', '45.0.0', false],
  ['', '45.0.0', false],
])('Electron %s is supported while %s is the newest: %s', (version, newest, expected) => {
  expect(isSupportedElectron(version, newest)).toBe(expected);
});

it('is asked by the workflow that has a network', () => {
  const workflow = readFileSync(join(ROOT, '.github', 'workflows', 'ci.yml'), 'utf8');
  expect(workflow).toContain('node scripts/electron-age.mjs');
});
