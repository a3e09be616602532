const { leftOutLines } = require('./quick-tests');

/** Prints the tests that the quick suite leaves out, at the end of a run. */
module.exports = class LeftOutReporter {
  constructor({ rootDir }) {
    this.root = rootDir;
  }

  onRunComplete() {
    process.stderr.write(`\n${leftOutLines(this.root).join('\n')}\n`);
  }
};
