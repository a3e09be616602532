/** A mutant is run through hundreds of tests, so that properties get fewer tries than they have by themselves. */
const fastCheck = require('fast-check');

const MOST_RUNS = 30;

function assert(property, parameters = {}) {
  return fastCheck.assert(property, { ...parameters, numRuns: Math.min(parameters.numRuns ?? MOST_RUNS, MOST_RUNS) });
}

fastCheck.default = { ...fastCheck.default, assert };
