const { App, Stack } = require('aws-cdk-lib');
const { CfnBucketPolicy } = require('aws-cdk-lib/aws-s3');
const { measure } = require('./measure');
const { policy } = require('./policy');

/** The limit of CloudFormation for resources in a stack. */
const MOST_IN_STACK = 500;

measure((count) => {
  // The report of the CDK would be one more resource.
  const app = new App({ outdir: process.env.CDKTF_OUTDIR, analyticsReporting: false });
  let stack;
  for (let index = 0; index < Number(count); index++) {
    if (index % MOST_IN_STACK === 0) {
      stack = new Stack(app, `bench-${index / MOST_IN_STACK}`);
    }
    const bucket = `bucket-${index}`;
    new CfnBucketPolicy(stack, bucket, { bucket, policyDocument: policy(bucket) });
  }
  app.synth();
});
