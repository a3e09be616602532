const cdktf = require('./cdktf');
const { measureStack } = require('./measure');
const { policyText } = require('./policy');

measureStack(cdktf, (stack, bucket) => {
  new cdktf.S3BucketPolicy(new cdktf.Construct(stack, bucket), 'policy', { bucket, policy: policyText(bucket) });
});
