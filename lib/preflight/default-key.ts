import { policyGrants, type ResolvedBucket } from '../config/resolve';
import { grantedActions } from '../grants/grant';
import { kmsActions, kmsKeyArnFault } from '../grants/kms-key';
import type { BucketFacts } from '../live/facts';
import { bucketYaml, type Cause, cause, type Finding, type Fix, Level, notObserved } from '../report/cause';
import { awsCommand, type GivenOptions } from '../report/shell';
import { ZencoderAction } from '../zencoder/account-and-roles';

/** Whether a key is the AWS-managed key of S3. S3 also uses it if the default of a bucket names no key. */
export function isManagedKey(key: string | undefined): boolean {
  return key === undefined || /(^|:)alias\/aws\/s3$/.test(key);
}

/** The change to encryption with the keys of S3 itself (SSE-S3). */
export function encryptByS3(bucket: string, given: GivenOptions): Fix {
  const rules = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] };
  const setting = { bucket, 'server-side-encryption-configuration': JSON.stringify(rules) };
  return {
    what: 'Encrypt with S3-managed keys (SSE-S3)',
    command: awsCommand('s3api', 'put-bucket-encryption', setting, given),
  };
}

/** Whether the file names the default KMS key of the bucket, whose key policy has to allow Zencoder. */
export function checkDefaultKey(planned: ResolvedBucket, { encryption }: BucketFacts, given: GivenOptions): Finding[] {
  const { bucket, kmsKeyArn } = planned;
  if (!needsKey(planned)) {
    return [];
  }
  if (!encryption.known) {
    return [notObserved(`whether ${bucket} is encrypted with a KMS key (GetBucketEncryption)`, encryption)];
  }
  const { algorithm, key } = encryption.value;
  if (!algorithm.startsWith('aws:kms')) {
    return [];
  }
  if (isManagedKey(key)) {
    return [managedKey(bucket, given)];
  }
  if (isSameKey(key!, kmsKeyArn)) {
    return [];
  }
  const isAlias = /(^|:)alias\//.test(key!);
  return isAlias && kmsKeyArn !== undefined
    ? [
        {
          what: `whether ${key} is an alias of ${kmsKeyArn}, the key in zencoder.yaml`,
          why: 'S3 does not report the key of an alias',
          changes: [lookUp(key!, given)],
        },
      ]
    : [otherKey(planned, key!, given)];
}

/** Whether Zencoder needs a key: whether it reads or writes objects of the bucket. */
function needsKey(planned: ResolvedBucket): boolean {
  const actions = policyGrants(planned).flatMap(({ grant }) => grantedActions(grant));
  const ofObjects = planned.objects === undefined ? [] : [ZencoderAction.GET_OBJECT];
  return kmsActions([...actions, ...ofObjects]).length > 0;
}

/** S3 reports the key as it was set: as an ARN, or as an ID. */
function isSameKey(key: string, arn: string | undefined): boolean {
  return arn !== undefined && (key === arn || arn.endsWith(`:key/${key}`));
}

function managedKey(bucket: string, given: GivenOptions): Cause {
  const observation = 'The bucket encrypts by default with the AWS-managed key aws/s3.';
  const why = 'Zencoder cannot read or write objects that are encrypted with it: other accounts cannot use that key.';
  return cause(Level.PROBLEM, 'encryption', observation, why, [
    encryptByS3(bucket, given),
    {
      what: 'Encrypt with a customer-managed key, and set it as kmsKeyArn in zencoder.yaml',
      isAlternative: true,
    },
  ]);
}

function otherKey({ bucket, kmsKeyArn }: ResolvedBucket, key: string, given: GivenOptions): Cause {
  const says = kmsKeyArn === undefined ? 'zencoder.yaml has no kmsKeyArn' : `zencoder.yaml says ${kmsKeyArn}`;
  const observation = `The bucket encrypts by default with the KMS key ${key}, but ${says}.`;
  const why = 'Zencoder gets Access Denied unless the policy of that key allows it too.';
  return cause(Level.WARNING, 'encryption', observation, why, [namingFix(bucket, key, given)]);
}

/** How to name the key in the file: with its ARN, or by looking up the ARN. */
function namingFix(bucket: string, key: string, given: GivenOptions): Fix {
  return kmsKeyArnFault(key) === undefined
    ? {
        what: 'Add it to zencoder.yaml; zencoder-s3 explain then shows the statement that its key policy needs',
        yaml: bucketYaml(bucket, [`kmsKeyArn: ${key}`]),
      }
    : lookUp(key, given);
}

function lookUp(key: string, { profile }: GivenOptions): Fix {
  const options = { 'key-id': key, query: 'KeyMetadata.Arn', output: 'text' };
  return {
    what: 'Look up the ARN of the key, and set it as kmsKeyArn of the bucket in zencoder.yaml',
    // The endpoint that was given is for S3.
    command: awsCommand('kms', 'describe-key', options, { profile }),
  };
}
