import { accountPrincipal } from '../iam/account';
import { asSet } from '../messages/text';
import { bucketArn } from '../s3/escaped-arn';
import { s3Service } from '../s3/region';
import type { ZencoderAction } from '../zencoder/account-and-roles';
import { type KmsAction, kmsActions } from './kms-key';

/** What accounts may do in a bucket that a key encrypts. */
export interface KeyUse {
  readonly bucket: string;
  /** One account, or several of Zencoder. */
  readonly accountId: string | readonly string[];
  readonly actions: readonly ZencoderAction[];
}

/** A statement of the policy of a key. */
export interface KmsKeyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: { readonly AWS: string | readonly string[] };
  readonly Action: readonly KmsAction[];
  readonly Resource: '*';
  /** Condition keys and their values, by operator. */
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Always the same: it tells which statement of the policy of a key is to be replaced. */
const SID = 'ZencoderUseOfTheKey';

/**
 * The statement to add to the policy of a key, one for all buckets that it encrypts, its members in the order AWS writes them;
 * undefined where the actions need no key. Its `*` is that one key: a policy of a key is about nothing else.
 *
 * It holds for requests that S3 makes in the key's region for these buckets. Their encryption context is the ARN of the object, or
 * that of the bucket where it has an S3 Bucket Key. Source: S3's "Using server-side encryption with AWS KMS keys (SSE-KMS)",
 * "Encryption context"; KMS's condition keys.
 * @param region of the key, in which its buckets are too; any where it is not known
 * @param uses in the order in which their buckets are named
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

/** What its owner has to do before Zencoder can use a key, as one line. */
export function keyStatementLine(arn: string, buckets: readonly string[], statement: string): string {
  return `add this statement to the policy of the KMS key ${arn} (${buckets.join(', ')}), or Zencoder is denied access: ${statement}`;
}
