const { availableParallelism } = require('node:os');
const path = require('node:path');
const all = require('../jest.config.js');
const { ignoredPaths } = require('./quick-tests');

/** The quick suite: `npm test`. */
module.exports = {
  ...all,
  rootDir: path.join(__dirname, '..'),
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testPathIgnorePatterns: [...all.testPathIgnorePatterns, ...ignoredPaths()],
  reporters: ['default', '<rootDir>/scripts/left-out-reporter.js'],
};
