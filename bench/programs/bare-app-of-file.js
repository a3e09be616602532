const { readFileSync } = require('node:fs');
const { parse } = require('yaml');
const { App, AwsProvider, S3BucketPolicy, TerraformOutput, TerraformStack } = require('./cdktf');
const { measure } = require('./measure');
const { policyText } = require('./policy');

/** Writes the same output as the app for such a file, without checks. */
measure((file) => {
  const { region, buckets } = parse(readFileSync(file, 'utf8')).stacks.bench;
  const app = new App({ stackTraces: false });
  const stack = new TerraformStack(app, 'bench');
  new AwsProvider(stack, 'aws', { region });
  const [policies, urlBases] = [{}, {}];
  for (const bucket of Object.keys(buckets)) {
    policies[bucket] = new S3BucketPolicy(stack, bucket, { bucket, policy: policyText(bucket) }).policy;
    urlBases[bucket] = `s3+${region}://${bucket}/`;
  }
  const outputs = { policy_json: policies, input_url_base: urlBases, output_url_base: urlBases };
  for (const [name, value] of Object.entries(outputs)) {
    new TerraformOutput(stack, `Output-${name}`, { value }).overrideLogicalId(name);
  }
  app.synth();
});
