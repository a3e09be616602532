const { S3BucketPolicy } = require('@cdktf/provider-aws/lib/s3-bucket-policy');
const { Construct } = require('constructs');
const { handWritten, measure } = require('./policies');

measure((stack, bucket) => {
  new S3BucketPolicy(new Construct(stack, bucket), 'policy', { bucket, policy: handWritten(bucket) });
});
