import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { filesOf, PARTS } = require('./parts.js');
const name = process.env.MUTATION_PART;

export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: {
    configFile: 'jest.config.js',
    enableFindRelatedTests: false,
    config: {
      moduleNameMapper: {
        '^fast-check$': '<rootDir>/scripts/mutation/fast-check.js',
        '^fast-check/cjs$': require.resolve('fast-check'),
      },
      testEnvironment: require.resolve('./environment.js'),
      testMatch: ['<rootDir>/scripts/mutation/every.test.js'],
    },
  },
  coverageAnalysis: 'perTest',
  mutate: filesOf(PARTS[name]),
  ignorePatterns: ['/dist', 'cdktf.out', '/.build', '/terraform', '/bench', '/docs', '*.tfstate'],
  // What runs once, as a module is loaded, no single test covers: all tests would have to run for each, in a process of its own.
  ignoreStatic: true,
  concurrency: 2,
  maxTestRunnerReuse: 40,
  timeoutMS: 20000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  incremental: true,
  incrementalFile: `.build/mutation-${name}-incremental.json`,
  jsonReporter: { fileName: `.build/mutation-${name}.json` },
  tempDirName: `.build/stryker-${name}`,
  thresholds: { high: 98, low: 95, break: 95 },
};
