import { type AclGrant, observedValue } from '../live/facts';
import { type CheckContext, Purpose } from './context';

/** Everybody, and everybody who has an AWS account. */
const PUBLIC = ['AllUsers', 'AuthenticatedUsers'].map((name) => `http://acs.amazonaws.com/groups/global/${name}`);

function isPublic({ group }: AclGrant): boolean {
  return group !== undefined && PUBLIC.includes(group);
}

/** The grants by which Zencoder may read or write: in the ACL of the object for an input, of the bucket for an output. */
function grantsForZencoder({ bucket, object, purpose, zencoder }: CheckContext): readonly AclGrant[] {
  const [acl, sought] = purpose === Purpose.OUTPUT ? [bucket.acl, 'WRITE'] : [object?.acl, 'READ'];
  return (observedValue(acl)?.grants ?? []).filter(
    (grant) =>
      [sought, 'FULL_CONTROL'].includes(grant.permission) &&
      (grant.canonicalUserId === zencoder.canonicalUserId || isPublic(grant)),
  );
}

function ignoresPublicAcls({ bucket }: CheckContext): boolean {
  return observedValue(bucket.publicAccessBlock)?.ignoresPublicAcls === true;
}

/**
 * Whether a grant in an ACL is known to let Zencoder read or write, whatever the policy says.
 *
 * A grant that can be seen counts: where ACLs are disabled S3 shows the owner's alone. Source: S3's "GetObjectAcl".
 */
export function isAllowedByAcl(context: CheckContext): boolean {
  return grantsForZencoder(context).some((grant) => !(isPublic(grant) && ignoresPublicAcls(context)));
}

/** Whether the ACL lets in everybody, and the public access block of the bucket makes S3 ignore that. */
export function isPublicAclIgnored(context: CheckContext): boolean {
  return !isAllowedByAcl(context) && grantsForZencoder(context).length > 0;
}
