import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, sumCounts } from '../../../scripts/setup/counts.mjs';

const vitestReport = {
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { status: 'passed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
  ],
};

describe('adding up what the runners report', () => {
  it('counts a test file that cannot be loaded as a failure', () => {
    expect(countVitest(vitestReport, 1)).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });

  it('counts a runner that broke without a report as a failure', () => {
    expect(countVitest(undefined, 139)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countPlaywright(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a bad exit code although every test passed', () => {
    const report = { ...vitestReport, numFailedTests: 0, testResults: [] };
    expect(countVitest(report, 1).failed).toBe(1);
    expect(countVitest(report, 0).failed).toBe(0);
  });

  it('adds up runs that were side by side', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(sumCounts([one, { passed: 10, failed: 20, skipped: 30 }])).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
    expect(sumCounts([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it('counts nothing where there are no tests', () => {
    expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it('counts a flaky end-to-end test as failed', () => {
    const stats = { expected: 7, unexpected: 0, flaky: 1, skipped: 0 };
    expect(countPlaywright({ stats }, 0)).toEqual({ passed: 7, failed: 1, skipped: 0 });
  });
});
