import { readFileSync } from 'node:fs';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { ZencoderBucketAccess, ZencoderIamUser, ZencoderObjectCopy, ZencoderRole } from 'cdktf-zencoder-s3';

/** What one user deploys: a bucket, a copy in it and an IAM user have the name of that user. */
interface Deployer {
  readonly name: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly features: readonly ('policy' | 'copy' | 'user')[];
}

const deployers = JSON.parse(readFileSync('deployers.json', 'utf8')) as readonly Deployer[];

/** One call of Terraform deploys for all of them, each by a provider of its own. */
const app = new App();
const stack = new TerraformStack(app, 'least');

for (const { name, accessKey, secretKey, features } of deployers) {
  const region = 'us-east-1';
  const provider = new AwsProvider(stack, name, { alias: name, region, accessKey, secretKey, s3UsePathStyle: true });
  const grants = [{ role: ZencoderRole.INPUT }];
  for (const feature of features) {
    const id = `${feature}-${name}`;
    if (feature === 'policy') {
      new ZencoderBucketAccess(stack, id, { bucket: name, provider, grants });
    } else if (feature === 'copy') {
      new ZencoderObjectCopy(stack, id, { bucket: name, provider, key: 'film.mov', copyTo: 'copy.mov' });
    } else {
      new ZencoderIamUser(stack, id, {
        userName: `user-${name}`,
        provider,
        grants: [{ bucket: name, ...grants[0] }],
        accessKey: true,
      });
    }
  }
}

app.synth();
