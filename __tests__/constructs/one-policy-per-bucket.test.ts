import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { App, type TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ZencoderBucketAccess, ZencoderRole } from '../../lib';
import { testStack } from '../support/synth';
import { inFolder } from '../support/workspace';

const grants = [{ role: ZencoderRole.INPUT }];

/** What synth says of an app, and whether it wrote any stack. */
function synth(build: (app: App) => void): { error?: string; wrote: boolean } {
  return inFolder((outdir) => {
    const app = new App({ outdir, stackTraces: false });
    let error: string | undefined;
    try {
      build(app);
      app.synth();
    } catch (thrown) {
      error = (thrown as Error).message;
    }
    return { error, wrote: existsSync(join(outdir, 'stacks', 'one')) };
  });
}

/** What is refused, the paths of the two policies, and what the bucket is called. */
const CONFLICTS: [string, (one: TerraformStack, two: TerraformStack) => void, string, string, string][] = [
  [
    'two accesses to the same name, in two stacks',
    (one, two) => {
      new ZencoderBucketAccess(one, 'first', { bucket: 'acme', grants });
      new ZencoderBucketAccess(two, 'second', { bucket: 'acme', grants });
    },
    'one/first',
    'two/second',
    'acme',
  ],
  [
    'an access, and later an S3BucketPolicy in another stack,',
    (one, two) => {
      new ZencoderBucketAccess(one, 'ours', { bucket: 'acme', grants });
      new S3BucketPolicy(new Construct(two, 'deep'), 'theirs', { bucket: 'acme', policy: '{}' });
    },
    'one/ours',
    'two/deep/theirs',
    'acme',
  ],
  [
    'an earlier S3BucketPolicy and an access',
    (one) => {
      new S3BucketPolicy(one, 'theirs', { bucket: 'acme', policy: '{}' });
      new ZencoderBucketAccess(one, 'ours', { bucket: 'acme', grants });
    },
    'one/theirs',
    'one/ours',
    'acme',
  ],
  [
    'two references to one bucket resource, by id and by bucket',
    (one) => {
      const bucket = new S3Bucket(one, 'bucket', {});
      new ZencoderBucketAccess(one, 'first', { bucket: bucket.id, grants });
      new ZencoderBucketAccess(one, 'second', { bucket: bucket.bucket, grants });
    },
    'one/first',
    'one/second',
    'aws_s3_bucket.bucket',
  ],
  [
    'a reference to a bucket resource, given twice',
    (one) => {
      const bucket = new S3Bucket(one, 'bucket', {}).id;
      new ZencoderBucketAccess(one, 'first', { bucket, grants });
      new ZencoderBucketAccess(one, 'second', { bucket, grants });
    },
    'one/first',
    'one/second',
    'aws_s3_bucket.bucket',
  ],
];

const FINE: [string, (one: TerraformStack, two: TerraformStack) => void][] = [
  [
    'accesses to two buckets',
    (one) => {
      new ZencoderBucketAccess(one, 'first', { bucket: 'acme', grants });
      new ZencoderBucketAccess(one, 'second', { bucket: 'acme-2', grants });
    },
  ],
  [
    'two S3BucketPolicy resources for a bucket without an access',
    (one) => {
      new ZencoderBucketAccess(one, 'ours', { bucket: 'acme', grants });
      new S3BucketPolicy(one, 'a', { bucket: 'other', policy: '{}' });
      new S3BucketPolicy(one, 'b', { bucket: 'other', policy: '{}' });
    },
  ],
  [
    'bucket resources of the same id in two stacks',
    (one, two) => {
      for (const stack of [one, two]) {
        new ZencoderBucketAccess(stack, 'ours', { bucket: new S3Bucket(stack, 'bucket', {}).id, grants });
      }
    },
  ],
  [
    'other references, which cannot be compared',
    (one) => {
      for (const id of ['a', 'b']) {
        const bucket = new DataAwsS3Bucket(one, `data-${id}`, { bucket: 'acme' });
        new ZencoderBucketAccess(one, id, { bucket: bucket.id, grants });
      }
    },
  ],
];

function inStacks(build: (one: TerraformStack, two: TerraformStack) => void) {
  return synth((app) => build(testStack('one', app), testStack('two', app)));
}

describe('A bucket has one policy', () => {
  it.each(CONFLICTS)(
    'and %s are refused before a stack is written, with both paths in the error',
    (_, build, first, second, bucket) => {
      const { error, wrote } = inStacks(build);
      expect(error).toContain(`${second}: ${first} already sets the policy of bucket ${bucket}`);
      expect(error).toMatch(/S3 keeps only the last policy/);
      expect(wrote).toBe(false);
    },
  );

  it('and a second access to the same bucket name is refused when it is created', () => {
    const stack = testStack();
    new ZencoderBucketAccess(stack, 'first', { bucket: 'acme', grants });
    expect(() => new ZencoderBucketAccess(stack, 'second', { bucket: 'acme', grants })).toThrow(/test\/second: /);
  });

  it.each(FINE)('which %s do not violate', (_, build) => {
    expect(inStacks(build)).toEqual({ error: undefined, wrote: true });
  });

  it('which is checked once per app, for any number of stacks and buckets', () => {
    let checks = 0;
    synth((app) => {
      for (let index = 0; index < 20; index++) {
        const stack = testStack(index === 0 ? 'one' : `stack-${index}`, app);
        new ZencoderBucketAccess(stack, 'ours', { bucket: `acme-${index}`, grants });
      }
      const { findAll } = app.node;
      app.node.findAll = (...args) => {
        checks += new Error().stack!.includes('OnePolicyPerBucket') ? 1 : 0;
        return findAll.apply(app.node, args);
      };
    });
    expect(checks).toBe(1);
  });
});
