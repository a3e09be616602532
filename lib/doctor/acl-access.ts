import { accountsOf, type OneAccount } from '../iam/account';
import { type AclGrant, observedValue } from '../live/facts';
import { type CheckContext, Purpose } from './context';

/** The groups of everybody, and of everybody with an AWS account. */
const PUBLIC = ['AllUsers', 'AuthenticatedUsers'].map((name) => `http://acs.amazonaws.com/groups/global/${name}`);

function isPublic({ group }: AclGrant): boolean {
  return group !== undefined && PUBLIC.includes(group);
}

/** The grants that allow an account to read the object, or to write to the bucket of an output. */
function grantsFor(one: OneAccount, { bucket, object, purpose }: CheckContext): readonly AclGrant[] {
  const [acl, wanted] = purpose === Purpose.OUTPUT ? [bucket.acl, 'WRITE'] : [object?.acl, 'READ'];
  return (observedValue(acl)?.grants ?? []).filter(
    (grant) =>
      [wanted, 'FULL_CONTROL'].includes(grant.permission) &&
      (isPublic(grant) || (grant.canonicalUserId !== undefined && grant.canonicalUserId === one.canonicalUserId)),
  );
}

function ignoresPublicAcls({ bucket }: CheckContext): boolean {
  return observedValue(bucket.publicAccessBlock)?.ignoresPublicAcls === true;
}

/**
 * Whether grants in an ACL allow each account of Zencoder to read or write, whatever the policy says.
 *
 * Every grant that S3 reports is in effect: if ACLs are disabled, S3 reports only that of the owner. Source: S3's
 * "GetObjectAcl".
 */
export function isAllowedByAcl(context: CheckContext): boolean {
  const isInEffect = (grant: AclGrant) => !(isPublic(grant) && ignoresPublicAcls(context));
  return accountsOf(context.zencoder).every((one) => grantsFor(one, context).some(isInEffect));
}

/** Whether the ACL allows everybody, and S3 ignores that because of the bucket's Block Public Access settings. */
export function isPublicAclIgnored(context: CheckContext): boolean {
  return !isAllowedByAcl(context) && grantsFor(context.zencoder, context).length > 0;
}
