import { resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '..');
/** Runs that are side by side have one each. */
const FOLDER = resolve(ROOT, '.cache', 'test-code', process.env['PURSER_LANE'] ?? '1');

/** The inventory's thread, as one file. */
export const INVENTORY_WORKER = resolve(FOLDER, 'inventory-worker.cjs');

/** The process that the kill matrix kills, as one file. */
export const KILL_CHILD = resolve(FOLDER, 'kill-child.cjs');

/**
 * Bundles, as the app is bundled, what tests start many times in threads and processes of their
 * own: from its sources each start takes a second. Run once before the tests of a project.
 */
export async function setup(): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: FOLDER,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          'inventory-worker': 'shared/inventory/worker.ts',
          'kill-child': 'test/kill/child.ts',
        },
        external: ['better-sqlite3', 'keytar'],
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunk-[hash].cjs',
        },
      },
    },
  });
}
