import { accountPrincipal } from '../iam/account';
import { asSet } from '../messages/text';
import { bucketArn } from '../s3/escaped-arn';
import { s3Service } from '../s3/region';
import type { ZencoderAction } from '../zencoder/account-and-roles';
import { type KmsAction, kmsActions } from './kms-key';

/** What accounts can do in a bucket that a key encrypts. */
export interface KeyUse {
  readonly bucket: string;
  /** One or several Zencoder accounts. */
  readonly accountId: string | readonly string[];
  readonly actions: readonly ZencoderAction[];
}

/** A statement of a key policy. */
export interface KmsKeyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: { readonly AWS: string | readonly string[] };
  readonly Action: readonly KmsAction[];
  readonly Resource: '*';
  /** Condition keys and their values, by operator. */
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Always the same, so that the owner of the key knows which statement to replace. */
const SID = 'ZencoderUseOfTheKey';

/**
 * The statement to add to a key policy, one for all buckets that the key encrypts, with its members in the order of AWS; undefined if
 * the actions do not need the key. The `*` in its `Resource` means this key: a key policy applies to no other key.
 *
 * It allows requests that S3 sends in the region of the key for these buckets. Their encryption context is the ARN of the object, or
 * the ARN of the bucket if it has an S3 Bucket Key. Source: S3's "Using server-side encryption with AWS KMS keys (SSE-KMS)",
 * "Encryption context"; KMS's condition keys.
 * @param region the region of the key and its buckets; undefined for any region
 * @param uses in the order of the buckets in the statement
 */
export function kmsKeyStatement(region: string | undefined, uses: readonly KeyUse[]): KmsKeyStatement | undefined {
  const needed = uses.filter(({ actions }) => kmsActions(actions).length > 0);
  if (needed.length === 0) {
    return undefined;
  }
  const arns = [...new Set(needed.map(({ bucket }) => bucketArn(bucket)))];
  const names = asSet(needed.flatMap(({ accountId }) => [accountId].flat().map((id) => accountPrincipal(id).AWS)));
  const service = { 'kms:ViaService': s3Service(region ?? '*') };
  return {
    Sid: SID,
    Effect: 'Allow',
    Principal: { AWS: names.length === 1 ? names[0]! : names },
    Action: kmsActions(needed.flatMap(({ actions }) => actions)),
    Resource: '*',
    Condition: {
      ...(region === undefined ? {} : { StringEquals: service }),
      StringLike: {
        ...(region === undefined ? service : {}),
        'kms:EncryptionContext:aws:s3:arn': arns.flatMap((arn) => [arn, `${arn}/*`]),
      },
    },
  };
}

/** What the owner of a key must do before Zencoder can use it, in one line. */
export function keyStatementLine(arn: string, buckets: readonly string[], statement: string): string {
  return `add this statement to the policy of the KMS key ${arn} (${buckets.join(', ')}), or Zencoder is denied access: ${statement}`;
}
