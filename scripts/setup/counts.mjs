const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** A runner that ended badly without a failed test has still failed: count it, so that it is seen. */
function withExitCode(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** What several runs come to. */
export const sumCounts = (all) =>
  all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    NOTHING,
  );

/** What vitest's JSON report (undefined: it wrote none) and its exit code come to. */
export function countVitest(report, code) {
  if (!report) return withExitCode(NOTHING, code);
  // A file that cannot be loaded has no tests that could fail.
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return withExitCode(counts, code);
}

/** The same for Playwright. A test that passed only at a second try has failed. */
export function countPlaywright(report, code) {
  if (!report) return withExitCode(NOTHING, code);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped }, code);
}
