import { Token } from 'cdktf';
import { MAX_POLICY_BYTES, policyJson, type ZencoderPolicyDocumentProps } from '../../grants/bucket-policy';
import type { Json } from '../../messages/json';
import { sentLength } from '../../messages/text';
import { longestBucketName } from '../../s3/bucket-name';
import { Zencoder } from '../../zencoder/account-and-roles';
import type { Check } from '../terraform/plan-time-checks';

/** The part of the size of a policy that is known at synth. */
export interface PolicySize {
  /** The size in bytes, without the bucket name if that is known only at plan time. */
  readonly bytes: number;
  /** How many times a bucket name that is known only at plan time is in the policy. */
  readonly mentions: number;
}

/**
 * @param json the policy of the document
 * @param additional statements in addition to those of the document
 */
export function policySize(
  document: ZencoderPolicyDocumentProps,
  json: string,
  additional: readonly Json[],
): PolicySize {
  const { bucket, also = [] } = document;
  const extra = additional.reduce<number>((bytes, statement) => bytes + sentLength(JSON.stringify(statement)) + 1, 0);
  if (!Token.isUnresolved(json)) {
    return { bytes: sentLength(json) + extra, mentions: 0 };
  }
  const accounts = [document.accountId, ...also.map(({ accountId }) => accountId)];
  const isNameUnknown = Token.isUnresolved(bucket);
  // An account ID that is known only at plan time has 12 digits too, and counts as a different account.
  const [accountId, ...otherIds] = accounts.map((account, index) =>
    Token.isUnresolved(account) ? String(index).padStart(Zencoder.ACCOUNT_ID.length, '0') : account,
  );
  const known = { accountId, also: otherIds.map((id) => ({ accountId: id! })) };
  const bytesWith = (name: string) => sentLength(policyJson({ ...document, ...known, bucket: name })) + extra;
  if (!isNameUnknown) {
    return { bytes: bytesWith(bucket), mentions: 0 };
  }
  const bytes = bytesWith('');
  return { bytes, mentions: bytesWith('x') - bytes };
}

/**
 * The plan-time check that the policy does not exceed the limit of S3 with the name of the bucket.
 * @param region undefined if it is not known at synth
 */
export function sizeChecks(bucket: string, { bytes, mentions }: PolicySize, region?: string): Check[] {
  // Infinity if the name is not in the policy.
  const maxLength = Math.floor((MAX_POLICY_BYTES - bytes) / mentions);
  if (maxLength >= longestBucketName(region)) {
    return [];
  }
  const errorMessage = `With a bucket name longer than ${maxLength} characters, the policy exceeds ${MAX_POLICY_BYTES} bytes, the limit of S3.`;
  return [{ on: bucket, condition: (quoted) => `length(${quoted}) <= ${maxLength}`, errorMessage }];
}
