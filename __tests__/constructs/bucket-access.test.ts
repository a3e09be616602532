import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { TerraformStack, Testing } from 'cdktf';
import {
  ZencoderBucketAccess,
  type ZencoderBucketAccessProps,
  ZencoderObjectOwnership,
  ZencoderPolicyDocument,
} from '../../lib';
import { configurationOf, testStack } from '../support/synth';
import { messageOf, plain } from './accessing';

function configurationWith(props: Partial<ZencoderBucketAccessProps>) {
  const stack = testStack();
  new ZencoderBucketAccess(stack, 'masters', { ...plain, ...props });
  return configurationOf(stack);
}

describe('An access without options', () => {
  it('is one resource with the policy as JSON text', () => {
    const { resource, data, import: imported } = configurationWith({});
    expect([data, imported]).toEqual([undefined, undefined]);
    expect(Object.keys(resource!)).toEqual(['aws_s3_bucket_policy']);
    const { '//': _, ...policy } = resource!.aws_s3_bucket_policy!.masters!;
    expect(policy).toEqual({ bucket: 'acme-masters', policy: new ZencoderPolicyDocument(plain).toJson() });
  });

  it('provides its document, its resource and its URLs', () => {
    const access = new ZencoderBucketAccess(testStack(), 'masters', plain);
    expect(access.policyDocument).toBe(new ZencoderPolicyDocument(plain).toJson());
    expect(access.bucketPolicy.bucketInput).toBe('acme-masters');
    expect(access.inputUrl('this file is great?.mp4')).toBe('s3+eu-west-1://acme-masters/this file is great%3F.mp4');
    expect(access.outputUrl('renditions/')).toBe('s3+eu-west-1://acme-masters/renditions/');
    expect(access.outputUrl()).toBe('s3+eu-west-1://acme-masters/');
  });

  it('uses its own region in URLs, or that of the provider, or none if neither is known', () => {
    const own = new ZencoderBucketAccess(testStack(), 'masters', { ...plain, region: 'us-east-1' });
    expect(own.inputUrl('a.mov')).toBe('s3+us-east-1://acme-masters/a.mov');
    const bare = new ZencoderBucketAccess(new TerraformStack(Testing.app(), 'bare'), 'masters', plain);
    expect(bare.inputUrl('a.mov')).toBe('s3://acme-masters/a.mov');
  });

  it('passes its own region to the resource', () => {
    expect(configurationWith({ region: 'us-east-1' }).resource!.aws_s3_bucket_policy!.masters!.region).toBe(
      'us-east-1',
    );
  });
});

describe('Object ownership', () => {
  it('is a separate resource that the policy depends on', () => {
    const { resource } = configurationWith({ objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_PREFERRED });
    const [[id, controls]] = Object.entries(resource!.aws_s3_bucket_ownership_controls!) as [
      [string, { rule: unknown }],
    ];
    expect(controls.rule).toEqual({ object_ownership: 'BucketOwnerPreferred' });
    expect(resource!.aws_s3_bucket_policy!.masters!.depends_on).toEqual([`aws_s3_bucket_ownership_controls.${id}`]);
  });
});

describe('Adopting the existing policy of a bucket', () => {
  it.each([
    ['by the name of the bucket', {}, 'acme-masters'],
    [
      'with the region if that differs from the region of the provider',
      { region: 'us-east-1' },
      'acme-masters@us-east-1',
    ],
    ['by the name only if the region is that of the provider', { region: 'eu-west-1' }, 'acme-masters'],
  ])('imports it %s', (_, props, id) => {
    expect(configurationWith({ ...props, adoptExistingPolicy: true }).import).toEqual([
      { id, to: 'aws_s3_bucket_policy.masters' },
    ]);
  });

  it('is refused for a bucket whose name is not known at synth', () => {
    const stack = testStack();
    const bucket = new S3Bucket(stack, 'bucket', {}).id;
    const build = () => new ZencoderBucketAccess(stack, 'masters', { ...plain, bucket, adoptExistingPolicy: true });
    expect(messageOf(build)).toMatch(
      /^test\/masters: adoptExistingPolicy: requires a bucket name that is known at synth/,
    );
  });
});

it.each<[string, (stack: TerraformStack) => void]>([
  ['A provider with an alias', (stack) => new AwsProvider(stack, 'other', { region: 'us-west-1', alias: 'other' })],
  ['Another resource', (stack) => new S3Bucket(stack, 'other', { region: 'us-west-1' })],
])('%s does not give the region', (_, add) => {
  const stack = new TerraformStack(Testing.app(), 'bare');
  add(stack);
  expect(new ZencoderBucketAccess(stack, 'masters', plain).inputUrl('a')).toBe('s3://acme-masters/a');
});

describe('Statements of other principals', () => {
  const statement = (Principal: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal, Action: 's3:*', Resource: '*' } });
  const ACCOUNT = '111122223333';
  const USER = 'c'.repeat(64);

  it.each([
    ['account', { accountId: ACCOUNT }, { AWS: ACCOUNT }],
    ['canonical user', { canonicalUserId: USER }, { CanonicalUser: USER }],
  ])('must not allow the configured Zencoder by its %s', (_, zencoder, principal) => {
    const otherStatements = statement(principal);
    expect(messageOf(() => configurationWith({ otherStatements, zencoder }))).toMatch(
      /gives access to Zencoder's account/,
    );
    const { policy } = configurationWith({ otherStatements }).resource!.aws_s3_bucket_policy!.masters!;
    expect(JSON.parse(String(policy)).Statement).toContainEqual(JSON.parse(otherStatements).Statement);
  });
});
