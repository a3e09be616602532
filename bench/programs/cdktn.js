const { AwsProvider } = require('@cdktn/provider-aws/lib/provider');
const { S3BucketPolicy } = require('@cdktn/provider-aws/lib/s3-bucket-policy');
const cdktn = require('cdktn');
const { measureStack } = require('./measure');
const { policyText } = require('./policy');

measureStack({ ...cdktn, AwsProvider }, (stack, bucket) => {
  new S3BucketPolicy(stack, bucket, { bucket, policy: policyText(bucket) });
});
