import { grantedActions } from '../grants/grant';
import { kmsActions, regionOfKey } from '../grants/kms-key';
import { type KeyUse, type KmsKeyStatement, keyStatementLine, kmsKeyStatement } from '../grants/kms-key-statement';
import { accountIdsOf } from '../iam/account';
import { grouped } from '../messages/grouped';
import { byCodePoint } from '../messages/text';
import { ZencoderAction } from '../zencoder/account-and-roles';
import { type ResolvedBucket, type ResolvedConfig, sortedBuckets } from './resolve';

/** A KMS key that encrypts buckets of a file, in one or more stacks. */
export interface EncryptionKey {
  readonly arn: string;
  readonly buckets: readonly string[];
  /** The statement that the key policy needs. */
  readonly statement: KmsKeyStatement;
}

/** The keys that Zencoder needs for the grants of a file, sorted by ARN. A key has one policy, so it gets one statement. */
export function kmsKeys(config: ResolvedConfig): EncryptionKey[] {
  const uses = sortedBuckets(config).flatMap((bucket) => {
    const { kmsKeyArn: arn } = bucket;
    return arn === undefined ? [] : [{ arn, ...keyUse(bucket) }];
  });
  return grouped(
    uses.filter(({ actions }) => kmsActions(actions).length > 0),
    ({ arn }) => arn,
  )
    .map((ofKey) => {
      const { arn } = ofKey[0]!;
      return { arn, buckets: ofKey.map(({ bucket }) => bucket), statement: kmsKeyStatement(regionOfKey(arn), ofKey)! };
    })
    .sort((a, b) => byCodePoint(a.arn, b.arn));
}

/** The use of the key that a bucket needs. Each object needs `s3:GetObject`, with any method. */
export function keyUse({ bucket, grants = [], objects = [], zencoder }: ResolvedBucket): KeyUse {
  const actions = [...grants.flatMap(grantedActions), ...objects.map(() => ZencoderAction.GET_OBJECT)];
  return { bucket, accountId: accountIdsOf(zencoder), actions };
}

/** One line for each key: what its owner has to do. */
export function keyNotes(keys: readonly EncryptionKey[]): string[] {
  return keys.map(
    ({ arn, buckets, statement }) => `note: ${keyStatementLine(arn, buckets, JSON.stringify(statement))}`,
  );
}
