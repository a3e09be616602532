/**
 * In place of fast-check: a mutant is run through hundreds of tests, so that properties get fewer tries than they have by themselves,
 * and what breaks one is not made smaller, which takes a hundred times as long as to find it.
 */
const fastCheck = require('fast-check');

const MOST_RUNS = 30;

function assert(property, parameters = {}) {
  const numRuns = Math.min(parameters.numRuns ?? MOST_RUNS, MOST_RUNS);
  return fastCheck.assert(property, { ...parameters, numRuns, endOnFailure: true });
}

/** The tables of all Unicode take half a second, and most mutants never come to a test that needs them. */
function string(constraints) {
  let made;
  return fastCheck.constant(undefined).chain(() => {
    made ??= fastCheck.string(constraints);
    return made;
  });
}

const replaced = { assert, string };
module.exports = { ...fastCheck, ...replaced, __esModule: true, default: { ...fastCheck.default, ...replaced } };
