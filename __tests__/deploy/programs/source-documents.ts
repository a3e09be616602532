import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { App, TerraformStack } from 'cdktf';
import { ZencoderBucketAccess, ZencoderRole } from 'cdktf-zencoder-s3';

/** A program of a user's: what its own policy document says is known only when the bucket is there. */
const app = new App();
const stack = new TerraformStack(app, 'documents');
new AwsProvider(stack, 'aws', { region: 'eu-west-1' });

const bucket = new S3Bucket(stack, 'bucket', { bucket: 'acme-documents' });
const archive = new DataAwsIamPolicyDocument(stack, 'archive', {
  statement: [
    {
      sid: 'Archive',
      principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::111122223333:role/archive'] }],
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [`${bucket.arn}/*`],
      condition: [{ test: 'NumericLessThan', variable: 's3:TlsVersion', values: ['1.3'] }],
    },
  ],
});

new ZencoderBucketAccess(stack, 'zencoder', {
  bucket: bucket.bucket,
  grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }],
  sourcePolicyDocuments: [archive.json],
  otherStatements: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::acme-documents', 'arn:aws:s3:::acme-documents/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  }),
});

app.synth();
