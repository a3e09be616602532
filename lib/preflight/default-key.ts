import { policyGrants, type ResolvedBucket } from '../config/resolve';
import { grantedActions } from '../grants/grant';
import { kmsActions, kmsKeyArnFault } from '../grants/kms-key';
import type { BucketFacts } from '../live/facts';
import { bucketYaml, type Cause, cause, type Finding, type Fix, Level, notObserved } from '../report/cause';
import { awsCommand, type GivenOptions } from '../report/shell';
import { ZencoderAction } from '../zencoder/account-and-roles';

/** Whether a key is the AWS-managed one of S3. Where the default of a bucket names no key, S3 takes that. */
export function isManagedKey(key: string | undefined): boolean {
  return key === undefined || /(^|:)alias\/aws\/s3$/.test(key);
}

/** Has S3 encrypt with keys of its own (SSE-S3). */
export function encryptByS3(bucket: string, given: GivenOptions): Fix {
  const rules = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] };
  const setting = { bucket, 'server-side-encryption-configuration': JSON.stringify(rules) };
  return {
    what: 'Encrypt by S3 itself (SSE-S3)',
    command: awsCommand('s3api', 'put-bucket-encryption', setting, given),
  };
}

/** Whether the file names the KMS key with which the bucket encrypts by default: Zencoder has to be let in by the policy of the key. */
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
          what: `whether ${key} is an alias of ${kmsKeyArn}, the key of the file`,
          why: 'no request to S3 tells',
          changes: [lookUp(key!, given)],
        },
      ]
    : [otherKey(planned, key!, given)];
}

/** Whether Zencoder reads or writes objects of the bucket, in whatever way. */
function needsKey(planned: ResolvedBucket): boolean {
  const actions = policyGrants(planned).flatMap(({ grant }) => grantedActions(grant));
  const ofObjects = planned.objects === undefined ? [] : [ZencoderAction.GET_OBJECT];
  return kmsActions([...actions, ...ofObjects]).length > 0;
}

/** S3 gives the key as it was set: an ARN, or an ID alone. */
function isSameKey(key: string, arn: string | undefined): boolean {
  return arn !== undefined && (key === arn || arn.endsWith(`:key/${key}`));
}

function managedKey(bucket: string, given: GivenOptions): Cause {
  const seen = 'The bucket encrypts by default with the AWS-managed key aws/s3.';
  const why =
    'Zencoder can neither read nor write what is encrypted with it: that key cannot be shared across accounts.';
  return cause(Level.PROBLEM, 'encryption', seen, why, [
    encryptByS3(bucket, given),
    {
      what: 'Encrypt with a customer-managed key, and name that as kmsKeyArn in zencoder.yaml',
      isAlternative: true,
    },
  ]);
}

function otherKey({ bucket, kmsKeyArn }: ResolvedBucket, key: string, given: GivenOptions): Cause {
  const says = kmsKeyArn === undefined ? 'the file names no kmsKeyArn' : `the file names ${kmsKeyArn}`;
  const seen = `The bucket encrypts by default with the KMS key ${key}, and ${says}.`;
  const why =
    'Zencoder gets Access Denied, whatever the bucket policy allows, unless the policy of that key allows it too.';
  return cause(Level.WARNING, 'encryption', seen, why, [namingFix(bucket, key, given)]);
}

/** How the file names the key of a bucket, as it was set. */
function namingFix(bucket: string, key: string, given: GivenOptions): Fix {
  return kmsKeyArnFault(key) === undefined
    ? {
        what: 'Name it in zencoder.yaml; the statement that its policy needs is then shown by zencoder-s3 explain',
        yaml: bucketYaml(bucket, [`kmsKeyArn: ${key}`]),
      }
    : lookUp(key, given);
}

function lookUp(key: string, { profile }: GivenOptions): Fix {
  const options = { 'key-id': key, query: 'KeyMetadata.Arn', output: 'text' };
  return {
    what: 'Look up the ARN of the key, and write it into zencoder.yaml as kmsKeyArn of the bucket',
    // The endpoint is one of S3.
    command: awsCommand('kms', 'describe-key', options, { profile }),
  };
}
