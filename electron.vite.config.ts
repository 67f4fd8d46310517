import { defineConfig } from 'electron-vite';
import window from './renderer/vite.config.ts';

/**
 * The Node of the oldest runtime that the app is tested on. Newer ones run the same files, so there
 * is one build for all; the window's own baseline is in renderer/vite.config.ts.
 */
const NODE_TARGET = 'node18';

/** Files of ours that run as worker threads, by the name that the main process starts them with. */
const WORKERS = {
  'inventory-worker': 'shared/inventory/worker.ts',
  'demo-worker': 'electron/demo/worker.ts',
  'files-worker': 'electron/files/read-worker.ts',
  'workspace-worker': 'electron/workspace-file/read-worker.ts',
  'passphrase-worker': 'electron/secret-exports/passphrase-worker.ts',
};

/** Only what is native stays outside of the bundle: it is found in node_modules at run time. */
const external = ['electron', 'better-sqlite3', 'keytar'];

export default defineConfig({
  main: {
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      outDir: 'out/main',
      rolldownOptions: {
        input: { main: 'electron/main.ts', ...WORKERS },
        external,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      outDir: 'out/preload',
      // A sandboxed preload can require nothing but `electron`, so it has to be one file.
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: { ...window, build: { ...window.build, minify: true } },
});
