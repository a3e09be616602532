/** The policy of the role `input` under one prefix, as one would write it by hand. */
exports.handWritten = (bucket) =>
  JSON.stringify({
    Version: '2012-10-17',
    Id: 'ZencoderBucketPolicy',
    Statement: [
      {
        Sid: 'ZencoderBucket',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::395540211253:root' },
        Action: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
        Resource: [`arn:aws:s3:::${bucket}`],
      },
      {
        Sid: 'ZencoderRead',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::395540211253:root' },
        Action: ['s3:GetObject'],
        Resource: [`arn:aws:s3:::${bucket}/incoming/*`],
      },
    ],
  });

/** Builds and synthesizes a stack with so many buckets, and prints what that took: milliseconds and peak MiB. */
exports.measure = (addBucket) => {
  const { App, TerraformStack } = require('cdktf');
  const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');
  const start = process.hrtime.bigint();
  const app = new App();
  const stack = new TerraformStack(app, 'bench');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  for (let index = 0; index < Number(process.argv[2]); index++) {
    addBucket(stack, `bucket-${index}`);
  }
  app.synth();
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  console.log(JSON.stringify({ milliseconds, mebibytes: process.resourceUsage().maxRSS / 1024 }));
};
