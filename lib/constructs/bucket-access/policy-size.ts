import { Token } from 'cdktf';
import { MAX_POLICY_BYTES, policyJson, type ZencoderPolicyDocumentProps } from '../../grants/bucket-policy';
import type { Json } from '../../messages/json';
import { sentLength } from '../../messages/text';
import { longestBucketName } from '../../s3/bucket-name';
import { Zencoder } from '../../zencoder/account-and-roles';
import type { Check } from '../terraform/plan-time-checks';

/** How large a policy is, as far as that is known at synth. */
export interface PolicySize {
  /** In bytes, with a name of the bucket that is known only at plan time left out. */
  readonly bytes: number;
  /** How often such a name stands in the policy. */
  readonly mentions: number;
}

/**
 * @param json the policy of the document
 * @param more statements beside those of the document
 */
export function policySize(document: ZencoderPolicyDocumentProps, json: string, more: readonly Json[]): PolicySize {
  const { bucket } = document;
  const extra = more.reduce<number>((bytes, statement) => bytes + sentLength(JSON.stringify(statement)) + 1, 0);
  const { also = [] } = document;
  const accounts = [document.accountId, ...also.map(({ accountId }) => accountId)];
  const isAccountLater = accounts.some((account) => Token.isUnresolved(account));
  // Those that are known only at plan time are as long as others, and count as different ones.
  const [accountId, ...others] = accounts.map((account, index) =>
    Token.isUnresolved(account) ? String(index).padStart(Zencoder.ACCOUNT_ID.length, '0') : account,
  );
  const known = { accountId, also: others.map((other) => ({ accountId: other! })) };
  const bytesWith = (name: string) => sentLength(policyJson({ ...document, ...known, bucket: name })) + extra;
  if (!Token.isUnresolved(bucket)) {
    return { bytes: isAccountLater ? bytesWith(bucket) : sentLength(json) + extra, mentions: 0 };
  }
  const bytes = bytesWith('');
  return { bytes, mentions: bytesWith('x') - bytes };
}

/**
 * That a name of the bucket that is known only at plan time is not too long for the policy.
 * @param region where it is known at synth
 */
export function sizeChecks(bucket: string, { bytes, mentions }: PolicySize, region?: string): Check[] {
  // Infinite without mentions.
  const longest = Math.floor((MAX_POLICY_BYTES - bytes) / mentions);
  if (longest >= longestBucketName(region)) {
    return [];
  }
  const errorMessage = `With a bucket name of over ${longest} characters the policy is over ${MAX_POLICY_BYTES} bytes, which is what S3 takes at most.`;
  return [{ on: bucket, condition: (quoted) => `length(${quoted}) <= ${longest}`, errorMessage }];
}
