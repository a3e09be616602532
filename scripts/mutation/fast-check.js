/**
 * Replaces fast-check in mutation tests. Each mutant runs through hundreds of tests, so each property gets fewer tries. A failing
 * input is not shrunk, because that takes a hundred times as long as finding it.
 */
const fastCheck = require('fast-check');

const MOST_RUNS = 30;

function assert(property, parameters = {}) {
  const numRuns = Math.min(parameters.numRuns ?? MOST_RUNS, MOST_RUNS);
  return fastCheck.assert(property, { ...parameters, numRuns, endOnFailure: true });
}

/** The Unicode tables take half a second to load, and most mutants never reach a test that needs them. */
function string(constraints) {
  let made;
  return fastCheck.constant(undefined).chain(() => {
    made ??= fastCheck.string(constraints);
    return made;
  });
}

const replaced = { assert, string };
module.exports = { ...fastCheck, ...replaced, __esModule: true, default: { ...fastCheck.default, ...replaced } };
