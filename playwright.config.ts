import { defineConfig } from '@playwright/test';

/** One real window at a time: the tests share the machine's display and keychain. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  // A trace of every test that passes is an eighth of the time; a run that nobody looks at has none.
  use: {
    trace: process.env['CI'] ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'e2e', testMatch: /\.spec\.ts$/, testIgnore: /leaks[^/]*\.spec\.ts$/ },
    { name: 'leaks', testMatch: /leaks[^/]*\.spec\.ts$/ },
  ],
});
