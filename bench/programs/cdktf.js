/** CDKTF as the repository has it: `constructs` beside these programs is another version, that of the peers. */
const { createRequire } = require('node:module');

const ours = createRequire(require.resolve('../../package.json'));

module.exports = {
  ...ours('cdktf'),
  ...ours('constructs'),
  ...ours('@cdktf/provider-aws/lib/provider'),
  ...ours('@cdktf/provider-aws/lib/s3-bucket-policy'),
};
