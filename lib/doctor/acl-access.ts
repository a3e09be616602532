import { type AclGrant, grantsTo, isPublic } from '../live/acl-grant';
import { observedValue } from '../live/observed';
import type { CheckContext } from './context';
import { Purpose } from './context';

/** What the ACL does for Zencoder: of the object for an input, of the bucket for an output. */
export enum AclAccess {
  LETS_IN = 'lets-in',
  /** It lets in everybody, which is ignored by the public access block of the bucket. */
  IGNORED = 'ignored',
  NOTHING = 'nothing',
  UNKNOWN = 'unknown',
}

/**
 * Whether a grant in an ACL lets Zencoder read or write, whatever the policy says.
 *
 * A grant that can be seen counts: where ACLs are disabled S3 shows the owner's alone. Source: S3's "GetObjectAcl".
 */
export function aclAccess(facts: CheckContext): AclAccess {
  const { bucket, object, purpose, zencoder } = facts;
  const acl = purpose === Purpose.OUTPUT ? bucket.acl : object?.acl;
  if (!acl?.known) {
    return AclAccess.UNKNOWN;
  }
  const permission = purpose === Purpose.OUTPUT ? 'WRITE' : 'READ';
  const grants = grantsTo(zencoder.canonicalUserId, permission, acl.value);
  const ignoresPublic = observedValue(bucket.publicAccessBlock)?.ignoresPublicAcls === true;
  const counts = (grant: AclGrant) => !(isPublic(grant) && ignoresPublic);
  return grants.some(counts) ? AclAccess.LETS_IN : grants.length > 0 ? AclAccess.IGNORED : AclAccess.NOTHING;
}

/** Whether the object is known to belong to another account than the bucket, so that a policy allows nothing on it. */
export function isOthersObject({ bucket, object }: CheckContext): boolean {
  const owner = object && observedValue(object.owner);
  const bucketOwner = observedValue(bucket.acl)?.owner;
  return owner !== undefined && bucketOwner !== undefined && owner !== bucketOwner;
}
