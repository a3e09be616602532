const { App, AwsProvider, S3BucketPolicy, TerraformStack } = require('./cdktf');
const { policyText } = require('./policy');

/** Four buckets in two stacks, the same as in the zencoder.yaml of the repository. */
const BUCKETS = {
  production: ['acme-masters', 'acme-renditions'],
  staging: ['acme-staging-media', 'acme-staging-ingest'],
};

const app = new App();
for (const [name, buckets] of Object.entries(BUCKETS)) {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  for (const bucket of buckets) {
    new S3BucketPolicy(stack, bucket, { bucket, policy: policyText(bucket) });
  }
}
app.synth();
