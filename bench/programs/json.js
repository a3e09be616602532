const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { measure } = require('./measure');
const { policyText } = require('./policy');

measure((count) => {
  const policies = {};
  for (let index = 0; index < Number(count); index++) {
    const bucket = `bucket-${index}`;
    const metadata = { path: `bench/${bucket}`, uniqueId: bucket };
    policies[bucket] = { '//': { metadata }, bucket, policy: policyText(bucket) };
  }
  const configuration = {
    provider: { aws: [{ region: 'eu-west-1' }] },
    resource: { aws_s3_bucket_policy: policies },
    terraform: { required_providers: { aws: { source: 'aws', version: '6.25.0' } } },
  };
  const folder = path.join(process.env.CDKTF_OUTDIR, 'stacks', 'bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'cdk.tf.json'), JSON.stringify(configuration, null, 2));
});
