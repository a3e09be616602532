const { TestEnvironment } = require('jest-environment-node');

/** After the first test that fails the others are passed over: the mutant is noticed. */
module.exports = class UntilNoticed extends TestEnvironment {
  noticed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') {
      this.noticed = true;
    } else if (name === 'test_start' && this.noticed) {
      test.mode = 'skip';
    }
  }
};
