const cdktf = require('./cdktf');
const { measureStack } = require('./measure');
const { policyText } = require('./policy');

measureStack(cdktf, (stack, bucket) => {
  new cdktf.S3BucketPolicy(stack, bucket, { bucket, policy: policyText(bucket) });
});
