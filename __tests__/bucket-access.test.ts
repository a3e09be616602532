import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { AnnotationMetadataEntryType, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import {
  ZencoderAction,
  ZencoderBucketAccess,
  type ZencoderBucketAccessProps,
  ZencoderObjectOwnership,
  ZencoderPolicyDocument,
  ZencoderRole,
} from '../lib';
import { configurationOf, testStack } from './support/synth';

const INPUT = { role: ZencoderRole.INPUT, prefixes: ['incoming/'] };
const plain: ZencoderBucketAccessProps = { bucket: 'acme-masters', grants: [INPUT] };

function configurationWith(props: Partial<ZencoderBucketAccessProps>) {
  const stack = testStack();
  new ZencoderBucketAccess(stack, 'masters', { ...plain, ...props });
  return configurationOf(stack);
}

function messageOf(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

describe('A plain bucket', () => {
  it('is one resource, its policy as JSON text, and nothing else', () => {
    const { resource, data } = configurationWith({});
    expect(data).toBeUndefined();
    expect(Object.keys(resource!)).toEqual(['aws_s3_bucket_policy']);
    const { '//': _, ...policy } = resource!.aws_s3_bucket_policy!.masters!;
    expect(policy).toEqual({ bucket: 'acme-masters', policy: new ZencoderPolicyDocument(plain).toJson() });
  });

  it('gives its document, its resource and its URLs to the caller', () => {
    const access = new ZencoderBucketAccess(testStack(), 'masters', plain);
    expect(access.policyDocument).toBe(new ZencoderPolicyDocument(plain).toJson());
    expect(access.bucketPolicy.bucketInput).toBe('acme-masters');
    expect(access.inputUrl('this file is great?.mp4')).toBe('s3+eu-west-1://acme-masters/this file is great%3F.mp4');
    expect(access.outputUrl('renditions/')).toBe('s3+eu-west-1://acme-masters/renditions/');
    expect(access.outputUrl()).toBe('s3+eu-west-1://acme-masters/');
  });

  it('names its own region in URLs, before that of the provider, and none where none is known', () => {
    const own = new ZencoderBucketAccess(testStack(), 'masters', { ...plain, region: 'us-east-1' });
    expect(own.inputUrl('a.mov')).toBe('s3+us-east-1://acme-masters/a.mov');
    const bare = new ZencoderBucketAccess(new TerraformStack(Testing.app(), 'bare'), 'masters', plain);
    expect(bare.inputUrl('a.mov')).toBe('s3://acme-masters/a.mov');
  });

  it('hands a region of its own to the resource', () => {
    expect(configurationWith({ region: 'us-east-1' }).resource!.aws_s3_bucket_policy!.masters!.region).toBe(
      'us-east-1',
    );
  });
});

describe('Object ownership', () => {
  it('is a resource of its own that the policy waits for', () => {
    const { resource } = configurationWith({ objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_PREFERRED });
    const [[id, controls]] = Object.entries(resource!.aws_s3_bucket_ownership_controls!) as [
      [string, { rule: unknown }],
    ];
    expect(controls.rule).toEqual({ object_ownership: 'BucketOwnerPreferred' });
    expect(resource!.aws_s3_bucket_policy!.masters!.depends_on).toEqual([`aws_s3_bucket_ownership_controls.${id}`]);
  });
});

describe('Adopting the policy that a bucket has', () => {
  it.each([
    ['by the name of the bucket', {}, 'acme-masters'],
    ['with the region where it is not that of the provider', { region: 'us-east-1' }, 'acme-masters@us-east-1'],
    ['by the name alone where the region is that of the provider', { region: 'eu-west-1' }, 'acme-masters'],
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
      /^test\/masters: adoptExistingPolicy: needs a bucket whose name is known at synth/,
    );
  });
});

describe('Tokens', () => {
  it('are welcome in bucket, region, account and canonical ID, and checked by Terraform', () => {
    const stack = testStack();
    const text = (name: string) => new TerraformVariable(stack, name, { type: 'string' }).stringValue;
    new ZencoderBucketAccess(stack, 'masters', {
      bucket: new S3Bucket(stack, 'bucket', {}).bucket,
      region: text('region'),
      grants: [INPUT],
      zencoder: { accountId: text('account'), canonicalUserId: text('canonical') },
    });
    const { bucket, region, policy, lifecycle } = configurationOf(stack).resource!.aws_s3_bucket_policy!.masters! as {
      bucket: string;
      region: string;
      policy: string;
      lifecycle: { precondition: { condition: string }[] };
    };
    expect(bucket).toBe('${aws_s3_bucket.bucket.bucket}');
    expect(region).toBe('${var.region}');
    const [ofBucket, ofObjects] = JSON.parse(policy).Statement;
    expect(ofBucket.Resource).toEqual(['arn:aws:s3:::${aws_s3_bucket.bucket.bucket}']);
    expect(ofObjects.Resource).toEqual(['arn:aws:s3:::${aws_s3_bucket.bucket.bucket}/incoming/*']);
    expect(ofObjects.Principal.AWS).toBe('arn:aws:iam::${var.account}:root');
    expect(lifecycle.precondition.map((each) => each.condition)).toEqual([
      '${can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", "${aws_s3_bucket.bucket.bucket}"))}',
      '${can(regex("^[0-9]{12}$", "${var.account}"))}',
    ]);
  });

  it.each<[string, string, (token: string) => Partial<ZencoderBucketAccessProps>]>([
    ['keys', 'grants[0].keys[0]', (token) => ({ grants: [{ role: ZencoderRole.INPUT, keys: [token] }] })],
    [
      'prefixes',
      'grants[0].prefixes[0]',
      (token) => ({ grants: [{ role: ZencoderRole.INPUT, prefixes: [`a/${token}`] }] }),
    ],
    ['actions', 'grants[0].actions[0]', (token) => ({ grants: [{ actions: [token as ZencoderAction] }] })],
    ['dates', 'grants[0].expires', (token) => ({ grants: [{ role: ZencoderRole.INPUT, expires: token }] })],
    ['otherStatements', 'otherStatements', (token) => ({ otherStatements: token })],
  ])('are refused in %s, since they cannot be escaped', (_, path, props) => {
    const stack = testStack();
    const token = new TerraformVariable(stack, 'v', { type: 'string' }).stringValue;
    const message = messageOf(() => new ZencoderBucketAccess(stack, 'masters', { ...plain, ...props(token) }));
    expect(message).toMatch(new RegExp(`^test/masters: ${path.replace(/[[\]]/g, '\\$&')}: .*holds a CDKTF token`));
  });

  it('bound the length of the name where the policy would grow too large with a long one', () => {
    const keys = Array.from({ length: 110 }, (_, index) => `${String(index).padStart(3, '0')}${'k'.repeat(130)}`);
    const stack = testStack();
    const bucket = new TerraformVariable(stack, 'bucket', { type: 'string' }).stringValue;
    const access = new ZencoderBucketAccess(stack, 'masters', {
      bucket,
      grants: [{ actions: [ZencoderAction.GET_OBJECT], keys }],
    });
    const checks = configurationOf(stack).resource!.aws_s3_bucket_policy!.masters!.lifecycle as {
      precondition: { condition: string }[];
    };
    const longest = Number(/<= (\d+)/.exec(checks.precondition[1]!.condition)![1]);
    const bytesWith = (length: number) =>
      Buffer.byteLength(access.policyDocument.replaceAll(bucket, 'b'.repeat(length)));
    expect(bytesWith(longest)).toBeLessThanOrEqual(20_480);
    expect(bytesWith(longest + 1)).toBeGreaterThan(20_480);
  });
});

describe('Bad props', () => {
  it('are said all at once, a line each with the path of the construct, and leave no resource', () => {
    const stack = testStack();
    const build = () =>
      new ZencoderBucketAccess(stack, 'masters', {
        bucket: 'Acme',
        region: 'cn-north-1',
        grants: [{ role: 'inptu' as ZencoderRole, keys: [''] }],
        zencoder: { accountId: '123' },
      });
    expect(messageOf(build).split('\n')).toEqual([
      expect.stringMatching(/^test\/masters: bucket: "Acme" is not a bucket name: .*"acme"/),
      expect.stringMatching(/^test\/masters: region: "cn-north-1" is a region of the partition aws-cn/),
      expect.stringMatching(/^test\/masters: zencoder\.accountId: "123" is not an AWS account ID/),
      expect.stringMatching(/^test\/masters: grants\[0\]\.role: unknown role "inptu".*did you mean "input"\?/),
      expect.stringMatching(/^test\/masters: grants\[0\]\.keys\[0\]: an empty key names no object/),
    ]);
    expect(configurationOf(stack).resource).toBeUndefined();
  });

  it('include a policy that is too large', () => {
    const keys = Array.from({ length: 30 }, (_, index) => `${index}${'k'.repeat(1000)}`);
    const build = () =>
      new ZencoderBucketAccess(testStack(), 'masters', { ...plain, grants: [{ role: ZencoderRole.INPUT, keys }] });
    expect(messageOf(build)).toMatch(/^test\/masters: the policy has 3\d,\d{3} bytes, S3 takes at most 20,480/);
  });
});

function annotationsOf(access: ZencoderBucketAccess): unknown[] {
  return access.node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => data);
}

describe('Warnings', () => {
  it('about the input are annotations', () => {
    const stack = testStack();
    const access = new ZencoderBucketAccess(stack, 'masters', {
      ...plain,
      grants: [{ role: ZencoderRole.INPUT, keys: ['/a'] }],
    });
    expect(annotationsOf(access)).toEqual([expect.stringContaining('grants[0].keys[0]: "/a" begins with "/"')]);
  });

  it('about the day are no part of what is written', () => {
    const warning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const access = new ZencoderBucketAccess(testStack(), 'masters', {
      ...plain,
      grants: [{ ...INPUT, expires: '2020-01-01T00:00:00Z' }],
    });
    expect(annotationsOf(access)).toEqual([]);
    expect(warning.mock.calls).toEqual([
      [expect.stringMatching(/^test\/masters: grants\[0\]\.expires: "2020-01-01T00:00:00Z" is past/)],
    ]);
    warning.mockRestore();
  });
});

it('A provider with an alias does not give the region', () => {
  const stack = new TerraformStack(Testing.app(), 'aliased');
  new AwsProvider(stack, 'other', { region: 'us-west-1', alias: 'other' });
  expect(new ZencoderBucketAccess(stack, 'masters', plain).inputUrl('a')).toBe('s3://acme-masters/a');
});
