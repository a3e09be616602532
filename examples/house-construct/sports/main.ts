import { AcmeMediaAccess } from '@acme/media-access';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, S3Backend, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'sports');
new S3Backend(stack, { bucket: 'acme-tfstate', key: 'sports/zencoder.tfstate', region: 'eu-west-1' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

const bucket = 'acme-sports';
const archive = {
  Sid: 'Archive',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/archive' },
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${bucket}/from-zencoder/*`,
};
new AcmeMediaAccess(stack, 'zencoder', { bucket, expires: '2030-08-01T00:00:00Z', otherStatements: [archive] });

app.synth();
