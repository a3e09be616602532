import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support/run';
import { inFolder } from './support/terraform';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const { countsLine, countsOf, sumOf } = require(join(ROOT, 'scripts', 'test-counts.js')) as {
  countsLine(counts: Counts): string;
  countsOf(file: string, status: number): Counts;
  sumOf(all: readonly Counts[]): Counts;
};

/** What Jest writes of a run, and what is counted of it. */
const RUNS: readonly [what: string, text: string | undefined, status: number, line: string][] = [
  ['passed', jestRun(12, 0, 0, 1), 0, '12 passed, 0 failed, 1 skipped'],
  ['has tests that fail, and files that cannot be loaded', jestRun(12, 3, 2, 0), 1, '12 passed, 5 failed, 0 skipped'],
  ['passed, and failed in what is no test', jestRun(12, 0, 0, 0), 1, '12 passed, 1 failed, 0 skipped'],
  ['ended before it wrote anything', undefined, 1, '0 passed, 1 failed, 0 skipped'],
  ['ended well and wrote nothing', undefined, 0, '0 passed, 1 failed, 0 skipped'],
  ['wrote half a file', '{"numPassed', 1, '0 passed, 1 failed, 0 skipped'],
];

function jestRun(passed: number, failed: number, broken: number, skipped: number): string {
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: broken,
    numPendingTests: skipped,
  });
}

describe('A run of tests is counted that', () => {
  it.each(RUNS)('%s', (_, text, status, line) => {
    inFolder((folder) => {
      const file = join(folder, 'run.json');
      if (text !== undefined) {
        writeFileSync(file, text);
      }
      expect(countsLine(countsOf(file, status))).toBe(line);
    });
  });

  it('consists of parts', () => {
    const parts = [
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ];
    expect(sumOf(parts)).toEqual({ passed: 11, failed: 22, skipped: 33 });
    expect(sumOf([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
