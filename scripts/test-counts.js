const { readFileSync } = require('node:fs');

/**
 * The numbers of tests of a Jest run, from its `--json --outputFile`.
 * @param status the exit code: an error outside of the tests counts as one failure
 */
function countsOf(file, status) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const run = JSON.parse(readFileSync(file, 'utf8'));
    counts.passed = run.numPassedTests;
    counts.failed = run.numFailedTests + run.numRuntimeErrorTestSuites;
    counts.skipped = run.numPendingTests;
  } catch {
    // Jest ended before it wrote the file.
    status ||= 1;
  }
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const sumOf = (all) =>
  all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

const countsLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

module.exports = { countsLine, countsOf, sumOf };
