import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { ZencoderBucketAccess, ZencoderRole } from 'cdktf-zencoder-s3';

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
new ZencoderBucketAccess(stack, 'zencoder', {
  bucket: 'acme-media',
  requireTls: true,
  grants: [
    { role: ZencoderRole.INPUT, prefixes: ['in/'], expires: '2027-06-30T00:00:00Z' },
    { role: ZencoderRole.OUTPUT, prefixes: ['out/'] },
  ],
});
app.synth();
