import type { Grant, Owner } from '@aws-sdk/client-s3';

/** A grant in an ACL: to an account, by its canonical user ID, or to a group, by its URI. */
export interface AclGrant {
  readonly canonicalUserId?: string;
  readonly group?: string;
  readonly permission: string;
}

/** Who owns a bucket or an object, and to whom its ACL gives what. */
export interface Acl {
  /** A canonical user ID. */
  readonly owner: string;
  readonly grants: readonly AclGrant[];
}

/** Undefined where no owner is said. */
export function aclOf({ Owner, Grants = [] }: { Owner?: Owner; Grants?: Grant[] }): Acl | undefined {
  return Owner?.ID === undefined
    ? undefined
    : {
        owner: Owner.ID,
        grants: Grants.map(({ Grantee, Permission = '' }) => ({
          canonicalUserId: Grantee?.ID,
          group: Grantee?.URI,
          permission: Permission,
        })),
      };
}

/** Everybody, and everybody who has an AWS account. */
const GROUPS = ['AllUsers', 'AuthenticatedUsers'].map((name) => `http://acs.amazonaws.com/groups/global/${name}`);

/** Whether a grant is to the public. */
export function isPublic({ group }: AclGrant): boolean {
  return group !== undefined && GROUPS.includes(group);
}

/** The grants that give an account a permission, or all of them. */
export function grantsTo(canonicalUserId: string, permission: string, { grants }: Acl): readonly AclGrant[] {
  return grants.filter(
    (grant) =>
      (grant.permission === permission || grant.permission === 'FULL_CONTROL') &&
      (grant.canonicalUserId === canonicalUserId || isPublic(grant)),
  );
}
