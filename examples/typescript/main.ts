import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { ZencoderBucketAccess, ZencoderRole } from 'cdktf-zencoder-s3';

const app = new App();
const stack = new TerraformStack(app, 'media');
new LocalBackend(stack, { path: '../../../terraform.media.tfstate' });
new AwsProvider(stack, 'aws', { region: 'eu-west-1' });

const bucket = new S3Bucket(stack, 'media', { bucketPrefix: 'acme-media-' });

const access = new ZencoderBucketAccess(stack, 'zencoder', {
  bucket: bucket.id,
  requireTls: true,
  grants: [
    { role: ZencoderRole.INPUT, prefixes: ['in/'] },
    { role: ZencoderRole.OUTPUT, prefixes: ['out/'] },
  ],
});

new TerraformOutput(stack, 'output-url', { value: access.outputUrl('out/') });

app.synth();
