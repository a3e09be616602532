import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { ZencoderBucketAccess, ZencoderRole } from 'cdktf-zencoder-s3';

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'aws');
new ZencoderBucketAccess(stack, 'zencoder', {
  bucket: 'my-bucket',
  grants: [
    { role: ZencoderRole.INPUT_AND_OUTPUT },
  ],
});
app.synth();
