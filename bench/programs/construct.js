const { ZencoderBucketAccess, ZencoderRole } = require('../../dist');
const { measure } = require('./policies');

measure((stack, bucket) => {
  new ZencoderBucketAccess(stack, bucket, {
    bucket,
    grants: [{ role: ZencoderRole.INPUT, prefixes: ['incoming/'] }],
  });
});
