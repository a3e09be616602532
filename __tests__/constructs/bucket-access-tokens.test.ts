import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import {
  ZencoderAction,
  ZencoderBucketAccess,
  type ZencoderBucketAccessProps,
  type ZencoderGrant,
  ZencoderRole,
} from '../../lib';
import { configurationOf, testStack } from '../support/synth';
import { INPUT, messageOf, plain } from './accessing';

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
