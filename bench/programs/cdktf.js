/** The CDKTF of the repository. The package `constructs` of the benchmarks is a different version, for the compared packages. */
const { createRequire } = require('node:module');

const ours = createRequire(require.resolve('../../package.json'));

module.exports = {
  ...ours('cdktf'),
  ...ours('constructs'),
  ...ours('@cdktf/provider-aws/lib/provider'),
  ...ours('@cdktf/provider-aws/lib/s3-bucket-policy'),
};
