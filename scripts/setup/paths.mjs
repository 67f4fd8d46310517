import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder; everything that set-up makes lies inside it. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What set-up downloads or compiles once. Ignored by git; deleting it costs time, nothing else. */
export const CACHE = join(ROOT, '.cache');

/** Where the test runners put their reports, traces and screenshots. Ignored by git. */
export const RESULTS = join(ROOT, 'test-results');

/** The Node that the project declares; it is there after `npm ci`, whatever Node started the script. */
export const NODE = join(
  ROOT,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** A file of an installed package, e.g. `installed('vitest', 'vitest.mjs')`. */
export const installed = (...parts) => join(ROOT, 'node_modules', ...parts);
