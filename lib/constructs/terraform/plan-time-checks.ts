import { Token } from 'cdktf';
import { LARGEST_POLICY, policyJson, type ZencoderPolicyDocumentProps } from '../../grants/bucket-policy';
import { ACCOUNT_ID_FORM } from '../../iam/account';
import type { Json } from '../../messages/json';
import { sentLength } from '../../messages/text';
import { BUCKET_NAME_FORM, LONGEST_BUCKET_NAME } from '../../s3/bucket-name';
import { Zencoder } from '../../zencoder/zencoder';
import { conditionOn } from './escaped-text';
import type { Condition } from './lifecycle-conditions';

/** How large a policy is, as far as that is known at synth. */
export interface PolicySize {
  /** In bytes, with a name of the bucket that is known only at plan time left out. */
  readonly bytes: number;
  /** How often such a name stands in the policy. */
  readonly mentions: number;
}

/** @param more statements beside those of the document */
export function policySize(document: ZencoderPolicyDocumentProps, json: string, more: readonly Json[]): PolicySize {
  const { bucket, accountId } = document;
  const extra = more.reduce<number>((bytes, statement) => bytes + sentLength(JSON.stringify(statement)) + 1, 0);
  if (!Token.isUnresolved(bucket) && !Token.isUnresolved(accountId)) {
    return { bytes: sentLength(json) + extra, mentions: 0 };
  }
  const account = Token.isUnresolved(accountId) ? Zencoder.ACCOUNT_ID : accountId;
  const bytesWith = (name: string) => sentLength(policyJson({ ...document, bucket: name, accountId: account })) + extra;
  if (!Token.isUnresolved(bucket)) {
    return { bytes: bytesWith(bucket), mentions: 0 };
  }
  const bytes = bytesWith('');
  return { bytes, mentions: bytesWith('x') - bytes };
}

/** What has to hold of a value, as long as that is a token. */
export interface Check {
  readonly on: string;
  readonly condition: (quoted: string) => string;
  readonly errorMessage: string;
}

/** What Terraform has to check of the tokens, since it was not known at synth. */
export function planTimeChecks(bucket: string, accountId: string, size: PolicySize): Condition[] {
  return conditionsOnTokens([...formChecks(bucket, accountId), ...sizeChecks(bucket, size)]);
}

export function conditionsOnTokens(checks: readonly Check[]): Condition[] {
  return checks
    .filter((check) => Token.isUnresolved(check.on))
    .map(({ on, condition, errorMessage }) => ({ condition: conditionOn(on, condition), errorMessage }));
}

/** @param place what the error calls it */
export function bucketNameCheck(bucket: string, place: string): Check {
  return {
    on: bucket,
    condition: (quoted) => `can(regex("${BUCKET_NAME_FORM}", ${quoted}))`,
    errorMessage: `${place} is not the name of an S3 bucket: 3 to 63 of a-z, 0-9, "." and "-".`,
  };
}

function formChecks(bucket: string, accountId: string): Check[] {
  return [
    bucketNameCheck(bucket, 'bucket'),
    {
      on: accountId,
      condition: (quoted) => `can(regex("${ACCOUNT_ID_FORM}", ${quoted}))`,
      errorMessage: 'zencoder.accountId is not an AWS account ID: 12 digits.',
    },
  ];
}

function sizeChecks(bucket: string, { bytes, mentions }: PolicySize): Check[] {
  // Infinite without mentions.
  const longest = Math.floor((LARGEST_POLICY - bytes) / mentions);
  return longest < LONGEST_BUCKET_NAME
    ? [
        {
          on: bucket,
          condition: (quoted) => `length(${quoted}) <= ${longest}`,
          errorMessage: `With a bucket name of over ${longest} characters the policy is over ${LARGEST_POLICY} bytes, which is what S3 takes at most.`,
        },
      ]
    : [];
}
