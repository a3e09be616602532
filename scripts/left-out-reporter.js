const { leftOutLines } = require('./quick-tests');

/** Ends a run of the quick suite with what it left out. */
module.exports = class LeftOutReporter {
  constructor({ rootDir }) {
    this.root = rootDir;
  }

  onRunComplete() {
    process.stderr.write(`\n${leftOutLines(this.root).join('\n')}\n`);
  }
};
