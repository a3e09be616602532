import { readFileSync } from 'node:fs';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { ZencoderBucketAccess, ZencoderRole } from 'cdktf-zencoder-s3';

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
new ZencoderBucketAccess(stack, 'zencoder', {
  bucket: 'films',
  grants: [
    { role: ZencoderRole.WRITE_ONLY },
  ],
  otherStatements: readFileSync('policies/films.json', 'utf8'),
  adoptExistingPolicy: true,
});
app.synth();
