const { App, TerraformStack } = require('cdktf');
const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');
const { S3BucketPolicy } = require('@cdktf/provider-aws/lib/s3-bucket-policy');
const { handWritten } = require('./policies');

/** Four buckets in two stacks, as in the repository's zencoder.yaml. */
const BUCKETS = {
  production: ['acme-masters', 'acme-renditions'],
  staging: ['acme-staging-media', 'acme-staging-ingest'],
};

const app = new App();
for (const [name, buckets] of Object.entries(BUCKETS)) {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  for (const bucket of buckets) {
    new S3BucketPolicy(stack, bucket, { bucket, policy: handWritten(bucket) });
  }
}
app.synth();
