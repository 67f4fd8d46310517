import { defineConfig } from 'vitest/config';

/** One project per layer of tests, so that each can run alone: `vitest run --project unit`. */
const project = (name: string, include: string[], extra: Record<string, unknown> = {}) => ({
  test: {
    name,
    include,
    setupFiles: ['test/seeded.ts'],
    // Files share what they import, which took a third of the time when each loaded it anew. So a
    // test puts back what it has changed of it.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    ...extra,
  },
});

/** Bundles what these tests start in threads and processes of their own. */
const BUILT = 'test/built.ts';

export default defineConfig({
  test: {
    projects: [
      project('unit', ['test/unit/**/*.test.ts']),
      project('contract', ['test/contract/**/*.test.ts']),
      project('integration', ['test/integration/**/*.test.ts'], { globalSetup: BUILT }),
      // Each lane of the kill matrix waits for disks and processes half of its time.
      project('kill', ['test/kill/**/*.test.ts'], { maxConcurrency: 4, globalSetup: BUILT }),
      project('security', ['test/security/**/*.test.ts']),
    ],
  },
});
