import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { App, dependable, TerraformIterator, TerraformOutput, TerraformStack, Token } from 'cdktf';
import { ZencoderBucketAccess, ZencoderIamUser, ZencoderObjectOwnership, ZencoderRole } from 'cdktf-zencoder-s3';

/** A program of a user's: buckets by an iterator, all of it by a provider with an alias, policies after the public access blocks. */
const app = new App();
const stack = new TerraformStack(app, 'several');
new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
const provider = new AwsProvider(stack, 'us', { alias: 'us', region: 'us-east-1', s3UsePathStyle: true });

const names = TerraformIterator.fromList(['acme-each-one', 'acme-each-two']);
const bucket = Token.asString(names.value);
const buckets = new S3Bucket(stack, 'buckets', { bucket, forEach: names, provider });
const block = new S3BucketPublicAccessBlock(stack, 'block', {
  bucket,
  forEach: names,
  provider,
  dependsOn: [buckets],
  blockPublicPolicy: true,
});

new ZencoderBucketAccess(stack, 'each', {
  bucket,
  forEach: names,
  provider,
  grants: [{ role: ZencoderRole.INPUT_AND_OUTPUT }],
  objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_PREFERRED,
  dependsOn: [block],
  lifecycle: { replaceTriggeredBy: [buckets], ignoreChanges: ['bucket'] },
});

const chained = TerraformIterator.fromResources(
  new S3Bucket(stack, 'more', { bucket: 'acme-more', provider, forEach: TerraformIterator.fromList(['more']) }),
);
new ZencoderBucketAccess(stack, 'chained', {
  bucket: chained.getString('id'),
  forEach: chained,
  provider,
  grants: [{ role: ZencoderRole.OUTPUT, prefixes: ['out/'] }],
});

const one = new S3Bucket(stack, 'one', { bucket: 'acme-one', provider });
const access = new ZencoderBucketAccess(stack, 'access', {
  bucket: one.id,
  provider,
  grants: [{ role: ZencoderRole.INPUT }],
});
access.dependsOn = [dependable(new S3BucketPublicAccessBlock(stack, 'one-block', { bucket: one.id, provider }))];

new ZencoderIamUser(stack, 'user', {
  userName: 'zencoder-several',
  provider,
  grants: [{ bucket: one.id, role: ZencoderRole.INPUT }],
  lifecycle: { ignoreChanges: ['tags'] },
});

new TerraformOutput(stack, 'input', { value: access.inputUrl('a.mov') });

app.synth();
