import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { AnnotationMetadataEntryType, App, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import {
  ZencoderAction,
  ZencoderBucketAccess,
  type ZencoderBucketAccessProps,
  type ZencoderGrant,
  ZencoderObjectOwnership,
  ZencoderPolicyDocument,
  ZencoderRole,
} from '../../lib';
import { SHOWN_BY_APP } from '../../lib/constructs/terraform/annotations';
import { configurationOf, testStack } from '../support/synth';

const INPUT = { role: ZencoderRole.INPUT, prefixes: ['incoming/'] };
const plain: ZencoderBucketAccessProps = { bucket: 'acme-masters', grants: [INPUT] };

function configurationWith(props: Partial<ZencoderBucketAccessProps>) {
  const stack = testStack();
  new ZencoderBucketAccess(stack, 'masters', { ...plain, ...props });
  return configurationOf(stack);
}

function preconditionsOf(stack: TerraformStack): { condition: string; error_message: string }[] {
  const { lifecycle } = configurationOf(stack).resource!.aws_s3_bucket_policy!.masters! as {
    lifecycle?: { precondition: { condition: string; error_message: string }[] };
  };
  return lifecycle?.precondition ?? [];
}

const LONGEST_NAME = 'b'.repeat(63);

/** A grant whose policy is nearly as large as S3 takes for a bucket of that name; each letter of one key is a byte of it. */
function longKeys(length: number): ZencoderGrant {
  const keys = Array.from({ length: 18 }, (_, index) => `${index}`.padEnd(1000, 'k'));
  return { actions: [ZencoderAction.GET_OBJECT], keys: [...keys, 'x'.repeat(length)] };
}

function messageOf(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
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

describe('Tokens', () => {
  it('are accepted in the bucket, region, account and canonical user ID, and checked by Terraform', () => {
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
    expect(lifecycle.precondition).toEqual([
      {
        condition: '${can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9_]$", "${aws_s3_bucket.bucket.bucket}"))}',
        error_message: expect.stringMatching(/^bucket is not a valid S3 bucket name: /),
      },
      {
        condition: '${can(regex("^[0-9]{12}$", "${var.account}"))}',
        error_message: 'zencoder.accountId is not an AWS account ID, which has 12 digits.',
      },
    ]);
  });

  it('add Terraform checks only for the bucket or account that is a token', () => {
    const conditionsWith = (props: (token: string) => Partial<ZencoderBucketAccessProps>) => {
      const stack = testStack();
      const token = new TerraformVariable(stack, 'v', { type: 'string' }).stringValue;
      new ZencoderBucketAccess(stack, 'masters', { ...plain, ...props(token) });
      return preconditionsOf(stack).map(({ condition }) => condition);
    };
    expect(conditionsWith((bucket) => ({ bucket }))).toEqual([expect.stringContaining('[a-z0-9.-]')]);
    expect(conditionsWith((accountId) => ({ zencoder: { accountId } }))).toEqual([
      expect.stringContaining('[0-9]{12}'),
    ]);
  });

  it('for an account ID count as 12 bytes', () => {
    const sizeWith = (length: number) => {
      const stack = testStack();
      const accountId = new TerraformVariable(stack, 'account', { type: 'string' }).stringValue;
      const { policyDocument } = new ZencoderBucketAccess(stack, 'masters', {
        bucket: LONGEST_NAME,
        grants: [longKeys(length)],
        zencoder: { accountId },
      });
      return Buffer.byteLength(policyDocument.replaceAll(accountId, '0'.repeat(12)));
    };
    const fits = 1 + 20_480 - sizeWith(1);
    expect(sizeWith(fits)).toBe(20_480);
    expect(messageOf(() => sizeWith(fits + 1))).toMatch(/the policy has 20,481 bytes/);
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
    ['objects', 'objects[1].key', (token) => ({ grants: undefined, objects: [{ key: 'a' }, { key: token }] })],
    ['otherStatements', 'otherStatements', (token) => ({ otherStatements: token })],
  ])('are refused in %s, because they cannot be escaped', (_, path, props) => {
    const stack = testStack();
    const token = new TerraformVariable(stack, 'v', { type: 'string' }).stringValue;
    const message = messageOf(() => new ZencoderBucketAccess(stack, 'masters', { ...plain, ...props(token) }));
    expect(message).toMatch(new RegExp(`^test/masters: ${path.replace(/[[\]]/g, '\\$&')}: .*contains a CDKTF token`));
  });

  it('limit the length of the bucket name if the policy would be too large with a long name', () => {
    const keys = Array.from({ length: 110 }, (_, index) => `${String(index).padStart(3, '0')}${'k'.repeat(130)}`);
    const stack = testStack();
    const bucket = new TerraformVariable(stack, 'bucket', { type: 'string' }).stringValue;
    const access = new ZencoderBucketAccess(stack, 'masters', {
      bucket,
      grants: [{ actions: [ZencoderAction.GET_OBJECT], keys }],
    });
    const { condition, error_message } = preconditionsOf(stack)[1]!;
    const longest = Number(/<= (\d+)/.exec(condition)![1]);
    expect(error_message).toMatch(`bucket name longer than ${longest} characters, the policy exceeds 20480 bytes`);
    const bytesWith = (length: number) =>
      Buffer.byteLength(access.policyDocument.replaceAll(bucket, 'b'.repeat(length)));
    expect(bytesWith(longest)).toBeLessThanOrEqual(20_480);
    expect(bytesWith(longest + 1)).toBeGreaterThan(20_480);
  });

  it('do not limit the length of the bucket name if the policy has room for the longest name', () => {
    const checksWith = (length: number, bucket: (stack: TerraformStack) => string, region?: string) => {
      const stack = testStack();
      new ZencoderBucketAccess(stack, 'masters', { bucket: bucket(stack), region, grants: [longKeys(length)] });
      return preconditionsOf(stack).length;
    };
    const { policyDocument } = new ZencoderBucketAccess(testStack(), 'masters', {
      bucket: LONGEST_NAME,
      grants: [longKeys(1)],
    });
    const fits = 1 + 20_480 - Buffer.byteLength(policyDocument);
    const unknown = (stack: TerraformStack) => new TerraformVariable(stack, 'bucket', { type: 'string' }).stringValue;
    expect(checksWith(fits, () => LONGEST_NAME)).toBe(0);
    expect(checksWith(fits, unknown)).toBe(1);
    expect(checksWith(fits + 1, unknown)).toBe(2);
    // There it may be a longer name, of an older bucket.
    expect(checksWith(fits, unknown, 'us-east-1')).toBe(2);
  });
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

describe('Invalid props', () => {
  it('are all reported in one error, with one line each, and create no resource', () => {
    const stack = testStack();
    const build = () =>
      new ZencoderBucketAccess(stack, 'masters', {
        bucket: 'Acme',
        region: 'cn-north-1',
        grants: [{ role: 'inptu' as ZencoderRole, keys: [''] }],
        kmsKeyArn: 'alias/masters',
        zencoder: { accountId: '123', canonicalUserId: 'C' },
      });
    expect(messageOf(build).split('\n')).toEqual([
      expect.stringMatching(/^test\/masters: bucket: "Acme" is not a bucket name: .*"acme"/),
      expect.stringMatching(/^test\/masters: region: "cn-north-1" is a region of the partition aws-cn/),
      expect.stringMatching(/^test\/masters: kmsKeyArn: "alias\/masters" is an alias/),
      expect.stringMatching(/^test\/masters: zencoder\.accountId: "123" is not an AWS account ID/),
      expect.stringMatching(/^test\/masters: zencoder\.canonicalUserId: "C" is not a canonical user ID/),
      expect.stringMatching(/^test\/masters: grants\[0\]\.role: unknown role "inptu".*did you mean "input"\?/),
      expect.stringMatching(/^test\/masters: grants\[0\]\.keys\[0\]: an empty key names no object/),
    ]);
    expect(configurationOf(stack).resource).toBeUndefined();
  });

  it('include a missing bucket', () => {
    const props = { ...plain, bucket: undefined as unknown as string };
    expect(messageOf(() => new ZencoderBucketAccess(testStack(), 'masters', props))).toMatch(
      /^test\/masters: bucket: "" is not a bucket name/,
    );
  });

  it('include a policy that is too large', () => {
    const keys = Array.from({ length: 30 }, (_, index) => `${index}${'k'.repeat(1000)}`);
    const build = () =>
      new ZencoderBucketAccess(testStack(), 'masters', { ...plain, grants: [{ role: ZencoderRole.INPUT, keys }] });
    expect(messageOf(build)).toMatch(/^test\/masters: the policy has 3\d,\d{3} bytes, the limit of S3 is 20,480/);
  });
});

function annotationsOf(access: ZencoderBucketAccess): unknown[] {
  return access.node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => data);
}

const SLASHED = { role: ZencoderRole.INPUT, keys: ['/a'] };

describe('Warnings', () => {
  it('about the input are annotations', () => {
    const stack = testStack();
    const access = new ZencoderBucketAccess(stack, 'masters', { ...plain, grants: [SLASHED] });
    expect(annotationsOf(access)).toEqual([expect.stringContaining('grants[0].keys[0]: "/a" starts with "/"')]);
  });

  it('report a URL that Zencoder cannot read or write, once per URL', () => {
    const access = new ZencoderBucketAccess(testStack(), 'masters', plain);
    access.inputUrl('incoming/a.mov');
    access.inputUrl('other/a.mov');
    access.inputUrl('other/a.mov');
    access.outputUrl();
    access.outputUrl('renditions/');
    expect(annotationsOf(access)).toEqual([
      'inputUrl("other/a.mov"): no grant allows Zencoder to read it; Zencoder can read keys that start with "incoming/"',
      'outputUrl(): no grant allows Zencoder to write to this bucket; add a grant with the role output',
      'outputUrl("renditions/"): no grant allows Zencoder to write to this bucket; add a grant with the role output',
    ]);
  });

  it('report undefined prefixes, which grant access to the whole bucket', () => {
    const access = new ZencoderBucketAccess(testStack(), 'masters', {
      ...plain,
      grants: [INPUT, { role: ZencoderRole.OUTPUT, prefixes: undefined }],
    });
    expect(annotationsOf(access)).toEqual([
      'grants[1]: prefixes is given as undefined, so this grant covers the whole bucket; leave it out if that is meant',
    ]);
  });

  it('are not printed if the app prints them itself', () => {
    const stack = testStack('test', new App({ context: { [SHOWN_BY_APP]: true }, stackTraces: false }));
    expect(annotationsOf(new ZencoderBucketAccess(stack, 'masters', { ...plain, grants: [SLASHED] }))).toEqual([]);
  });

  it('about dates are not part of the output', () => {
    const warning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const access = new ZencoderBucketAccess(testStack(), 'masters', {
      ...plain,
      grants: [{ ...INPUT, expires: '2020-01-01T00:00:00Z' }],
    });
    expect(annotationsOf(access)).toEqual([]);
    expect(warning.mock.calls).toEqual([
      [expect.stringMatching(/^test\/masters: grants\[0\]\.expires: "2020-01-01T00:00:00Z" is in the past/)],
    ]);
    warning.mockRestore();
  });
});

it.each<[string, (stack: TerraformStack) => void]>([
  ['A provider with an alias', (stack) => new AwsProvider(stack, 'other', { region: 'us-west-1', alias: 'other' })],
  ['Another resource', (stack) => new S3Bucket(stack, 'other', { region: 'us-west-1' })],
])('report that %s does not give the region', (_, add) => {
  const stack = new TerraformStack(Testing.app(), 'bare');
  add(stack);
  expect(new ZencoderBucketAccess(stack, 'masters', plain).inputUrl('a')).toBe('s3://acme-masters/a');
});

describe('Props of a program in JavaScript', () => {
  it.each<[what: string, props: Record<string, unknown>, line: string]>([
    ['grants that are not a list', { grants: 'input' }, 'grants: is not a list; a bucket needs at least one grant'],
    ['objects that are not a list', { objects: 'a.mp4' }, 'objects: is not a list; leave it out if there are none'],
    [
      'a value that is not an object',
      { objects: [null] },
      'objects[0]: null is not an object of a bucket; give its key',
    ],
    ['a misspelled requireTls', { requireTSL: true }, 'requireTSL: unknown property; did you mean "requireTls"?'],
  ])('are refused with one error line: %s', (_, props, line) => {
    const given = { ...plain, ...props } as ZencoderBucketAccessProps;
    const stack = testStack();
    expect(messageOf(() => new ZencoderBucketAccess(stack, 'masters', given))).toBe(
      `${stack.node.path}/masters: ${line}`,
    );
  });

  it('can have additional properties, such as those of a wrapping construct', () => {
    const given = { ...plain, team: 'news' };
    expect(new ZencoderBucketAccess(testStack(), 'masters', given).policyDocument).toBe(
      new ZencoderPolicyDocument(plain).toJson(),
    );
  });
});

it('An access outside a stack is refused, because it would not be written', () => {
  expect(messageOf(() => new ZencoderBucketAccess(new App(), 'masters', plain))).toContain(
    'No stack could be identified',
  );
});
