const { availableParallelism } = require('node:os');
const all = require('./jest.config.js');
const { ignoredPaths } = require('./scripts/quick-tests');

/** The quick suite: `npm test`. */
module.exports = {
  ...all,
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testPathIgnorePatterns: [...all.testPathIgnorePatterns, ...ignoredPaths()],
  reporters: ['default', '<rootDir>/scripts/left-out-reporter.js'],
};
