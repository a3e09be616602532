import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { filesOf, PARTS } = require('./parts.js');
const name = process.env.MUTATION_PART;

export default {
  testRunner: 'in-process',
  plugins: [fileURLToPath(new URL('runner.mjs', import.meta.url))],
  coverageAnalysis: 'perTest',
  mutate: filesOf(PARTS[name]),
  ignorePatterns: ['/dist', 'cdktf.out', '/.build', '/terraform', '/bench', '/docs', '*.tfstate'],
  // Code that runs when a module is loaded is not covered by a single test: each mutant would need all tests, in a separate process.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 8000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  incremental: true,
  incrementalFile: `.build/mutation-${name}-incremental.json`,
  jsonReporter: { fileName: `.build/mutation-${name}.json` },
  tempDirName: `.build/stryker-${name}`,
  thresholds: { high: 98, low: 95, break: 95 },
};
