import type { BucketPair } from '../config/file-buckets';
import { ZencoderObjectOwnership } from '../s3/object-ownership';
import type { AclChange } from './change';
import { Direction } from './window-changes';

const { BUCKET_OWNER_ENFORCED } = ZencoderObjectOwnership;

/**
 * Whether the grants in ACLs of a bucket begin or cease to count. Where the file says nothing, the bucket is left as it is,
 * with ACLs on or off; but a setting that is taken out of the file is deleted, after which ACLs count.
 */
export function aclChanges({ name, before, after }: BucketPair): AclChange[] {
  const [was, is] = [before?.objectOwnership, after?.objectOwnership];
  if (was === is) {
    return [];
  }
  const change = { kind: 'acls' as const, bucket: name, before: was, after: is };
  if (is === BUCKET_OWNER_ENFORCED) {
    return [{ ...change, direction: Direction.CLOSES }];
  }
  return was === undefined || was === BUCKET_OWNER_ENFORCED ? [{ ...change, direction: Direction.OPENS }] : [];
}
