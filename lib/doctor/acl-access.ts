import { accountsOf, type OneAccount } from '../iam/account';
import { type AclGrant, observedValue } from '../live/facts';
import { type CheckContext, Purpose } from './context';

/** Everybody, and everybody who has an AWS account. */
const PUBLIC = ['AllUsers', 'AuthenticatedUsers'].map((name) => `http://acs.amazonaws.com/groups/global/${name}`);

function isPublic({ group }: AclGrant): boolean {
  return group !== undefined && PUBLIC.includes(group);
}

/** The grants by which an account may read or write: in the ACL of the object for an input, of the bucket for an output. */
function grantsFor(one: OneAccount, { bucket, object, purpose }: CheckContext): readonly AclGrant[] {
  const [acl, sought] = purpose === Purpose.OUTPUT ? [bucket.acl, 'WRITE'] : [object?.acl, 'READ'];
  return (observedValue(acl)?.grants ?? []).filter(
    (grant) =>
      [sought, 'FULL_CONTROL'].includes(grant.permission) &&
      (isPublic(grant) || (grant.canonicalUserId !== undefined && grant.canonicalUserId === one.canonicalUserId)),
  );
}

function ignoresPublicAcls({ bucket }: CheckContext): boolean {
  return observedValue(bucket.publicAccessBlock)?.ignoresPublicAcls === true;
}

/**
 * Whether grants in an ACL are known to let each account of Zencoder read or write, whatever the policy says.
 *
 * A grant that can be seen counts: where ACLs are disabled S3 shows the owner's alone. Source: S3's "GetObjectAcl".
 */
export function isAllowedByAcl(context: CheckContext): boolean {
  const counts = (grant: AclGrant) => !(isPublic(grant) && ignoresPublicAcls(context));
  return accountsOf(context.zencoder).every((one) => grantsFor(one, context).some(counts));
}

/** Whether the ACL lets in everybody, and the public access block of the bucket makes S3 ignore that. */
export function isPublicAclIgnored(context: CheckContext): boolean {
  return !isAllowedByAcl(context) && grantsFor(context.zencoder, context).length > 0;
}
