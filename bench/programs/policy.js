const PRINCIPAL = { AWS: 'arn:aws:iam::395540211253:root' };

/** The policy of the role `input` with one prefix, written by hand. Its bytes are the same as those of the library. */
exports.policy = (bucket) => ({
  Version: '2012-10-17',
  Id: 'ZencoderBucketPolicy',
  Statement: [
    {
      Sid: 'ZencoderBucketef8efa16',
      Effect: 'Allow',
      Principal: PRINCIPAL,
      Action: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
      Resource: [`arn:aws:s3:::${bucket}`],
    },
    {
      Sid: 'ZencoderRead5c7cd458',
      Effect: 'Allow',
      Principal: PRINCIPAL,
      Action: ['s3:GetObject'],
      Resource: [`arn:aws:s3:::${bucket}/incoming/*`],
    },
  ],
});

exports.policyText = (bucket) => JSON.stringify(exports.policy(bucket));
