/**
 * Jest's order: what starts servers, installs packages or has Terraform compute a lot comes first, so that no worker is left with it when
 * the others have ended.
 */
const LONG = [
  /\/s3-server\/(object-grants|decisions)\.test\.ts$/,
  /\/packed\.test\.ts$/,
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
