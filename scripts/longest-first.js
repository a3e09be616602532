/**
 * The order of test files in Jest: files that start servers or a browser, install packages, or make Terraform compute a lot come first.
 * Otherwise one worker would still run such a file when the other workers have finished.
 */
const LONG = [
  /\/s3-server\/(object-grants|decisions)\.test\.ts$/,
  /\/live\/odd-answers\.test\.ts$/,
  /\/packed\.test\.ts$/,
  /\/page\/(journeys|results|hostile-input|accessibility)\.test\.ts$/,
  /\/terraform-module\/(two-renderers|refusals|root-module|own-tests)\.test\.ts$/,
  /\/(s3-server|deploy)\//,
  /\/(second-opinion|second-evaluator|unchanged|app\/app)\.test\.ts$/,
];

const rank = ({ path }) => {
  const place = LONG.findIndex((form) => form.test(path.replace(/\\/g, '/')));
  return place < 0 ? LONG.length : place;
};

module.exports = class LongestFirst {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}

  shard(tests) {
    return tests;
  }
};
