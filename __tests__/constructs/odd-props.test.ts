import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { TerraformIterator, type TerraformStack } from 'cdktf';
import {
  ZencoderBucketAccess,
  ZencoderIamUser,
  ZencoderObjectCopy,
  ZencoderObjectGrants,
  ZencoderRole,
} from '../../lib';
import { testStack } from '../support/synth';

type Build = (stack: TerraformStack, value: unknown) => unknown;

const grants = [{ role: ZencoderRole.INPUT }];
const access = (stack: TerraformStack, props: object) =>
  new ZencoderBucketAccess(stack, 'it', { bucket: 'acme', grants, ...props });
const user = (stack: TerraformStack, props: object) =>
  new ZencoderIamUser(stack, 'it', { userName: 'zencoder', grants: [{ ...grants[0]!, bucket: 'acme' }], ...props });
const grantsOn = (stack: TerraformStack, object: unknown) =>
  new ZencoderObjectGrants(stack, 'it', { objects: [object as never] });
const copy = (stack: TerraformStack, props: object) =>
  new ZencoderObjectCopy(stack, 'it', { bucket: 'acme', key: 'a', ...props });

/** Where a bucket is given, and what the place is called. */
const BUCKETS: [place: string, build: Build][] = [
  ['bucket', (stack, bucket) => access(stack, { bucket })],
  ['bucket', (stack, bucket) => copy(stack, { bucket })],
  ['objects[0].bucket', (stack, bucket) => grantsOn(stack, { bucket, key: 'a' })],
  ['grants[0].bucket', (stack, bucket) => user(stack, { grants: [{ ...grants[0], bucket }] })],
];

function refusalOf(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    expect(error).not.toBeInstanceOf(TypeError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

const CIRCLE: Record<string, unknown> = {};
CIRCLE.self = CIRCLE;

describe.each(BUCKETS)('As the value of %s,', (place, build) => {
  const refused = (value: (stack: TerraformStack) => unknown) => {
    const stack = testStack();
    const given = value(stack);
    const [line, ...more] = refusalOf(() => build(stack, given)).split('\n');
    expect(more).toEqual([]);
    return line;
  };

  it('a bucket construct is refused, and the error states what to give instead', () => {
    expect(refused((stack) => new S3Bucket(stack, 'masters', {}))).toBe(
      `test/it: ${place}: is the construct test/masters, but must be a string; give an attribute of the construct, such as masters.id, the name of the bucket`,
    );
  });

  it.each<[string, () => unknown]>([
    ['the value', () => TerraformIterator.fromList(['a']).value],
    ['an attribute of any type', () => TerraformIterator.fromMap({ a: {} }).getAny('name')],
    ['an attribute as a number', () => TerraformIterator.fromMap({ a: {} }).getNumber('name')],
  ])('%s of an iterator is refused, and the error states what to give instead', (_, value) => {
    expect(refused(value)).toBe(
      `test/it: ${place}: is a token that is not a string, such as the value of an iterator; write Token.asString(iterator.value), or iterator.getString("NAME") for an attribute of the value`,
    );
  });

  it.each<[string, unknown]>([
    ['a number', 12],
    ['null', null],
    ['a list', ['acme']],
    ['an object', { bucketName: 'acme' }],
    ['a circular object', CIRCLE],
    ['a function', () => 'acme'],
    ['a symbol', Symbol('acme')],
    ['a large number', 12n],
  ])('%s is refused', (_, value) => {
    expect(refused(() => value)).toMatch(/^test\/it: [\w[\].]*bucket: .* (is not a string|is not a bucket name)/);
  });
});

describe('Other values of a program in JavaScript', () => {
  it.each<[what: string, build: (stack: TerraformStack) => unknown, line: RegExp]>([
    [
      'a key construct instead of its ARN',
      (stack) => access(stack, { kmsKeyArn: new KmsKey(stack, 'key', {}) }),
      /^kmsKeyArn: is the construct test\/key, .* such as key\.arn$/,
    ],
    [
      'a document construct instead of its JSON',
      (stack) => access(stack, { sourcePolicyDocuments: [new DataAwsIamPolicyDocument(stack, 'doc', {})] }),
      /^sourcePolicyDocuments\[0\]: is the construct test\/doc, .* such as doc\.json$/,
    ],
    [
      'a token as a flag',
      (stack) => access(stack, { requireTls: TerraformIterator.fromMap({}).getBoolean('tls') }),
      /^requireTls: is a token, .* must be known at synth$/,
    ],
    [
      'a string as a flag',
      (stack) => access(stack, { requireTls: 'false' }),
      /^requireTls: "false" is not true or false$/,
    ],
    ['a string as a flag', (stack) => user(stack, { accessKey: 'no' }), /^accessKey: "no" is not true or false$/],
    [
      'an unknown object ownership',
      (stack) => access(stack, { objectOwnership: 'BucketOwner' }),
      /^objectOwnership: unknown ownership "BucketOwner"/,
    ],
    [
      'null as the Zencoder identity',
      (stack) => access(stack, { zencoder: null }),
      /^zencoder: null is not a Zencoder; write \{ accountId/,
    ],
    [
      'an account ID as the Zencoder identity',
      (stack) => copy(stack, { zencoder: '123456789012' }),
      /^zencoder: "123456789012" is not a Zencoder/,
    ],
    [
      'a misspelled account',
      (stack) => access(stack, { zencoder: { acountId: '123456789012' } }),
      /^zencoder\.acountId: unknown property; did you mean "accountId"\?$/,
    ],
    [
      'a misspelled property',
      (stack) => user(stack, { permissionBoundary: 'a' }),
      /^permissionBoundary: unknown property; did you mean "permissionsBoundary"\?$/,
    ],
    [
      'no objects',
      (stack) => new ZencoderObjectGrants(stack, 'it', {} as never),
      /^objects: undefined is not a list of objects; write \[\]/,
    ],
    ['null as an object', (stack) => grantsOn(stack, null), /^objects\[0\]: null is not an object of a bucket/],
    [
      'an object without a bucket',
      (stack) => grantsOn(stack, { key: 'a' }),
      /^objects\[0\]\.bucket: "" is not a bucket name/,
    ],
    [
      'a key that is not a string',
      (stack) => access(stack, {}).inputUrl(1 as never),
      /^inputUrl\(1\) requires a string: the key/,
    ],
    [
      'a prefix that is not a string',
      (stack) => access(stack, {}).outputUrl({} as never),
      /^outputUrl\(\{\}\) requires a string/,
    ],
  ])('are refused with one error line: %s', (_, build, line) => {
    const message = refusalOf(() => build(testStack()));
    expect(message).toMatch(/^test\/it: /);
    expect(message.slice('test/it: '.length)).toMatch(line);
  });
});
