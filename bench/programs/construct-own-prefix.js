const cdktf = require('./cdktf');
const { ZencoderBucketAccess, ZencoderRole } = require('../../dist');
const { measureStack } = require('./measure');

measureStack(cdktf, (stack, bucket) => {
  new ZencoderBucketAccess(stack, bucket, {
    bucket,
    grants: [{ role: ZencoderRole.INPUT, prefixes: [`incoming/${bucket}/`] }],
  });
});
