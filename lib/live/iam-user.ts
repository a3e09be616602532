import { type AwsServices, readOrAbsent } from './aws-services';
import type { Observed } from './facts';

/** What is known of an IAM user. Each member is separate, because a caller may be allowed to read only some of them. */
export interface UserFacts {
  /** The user; null if it does not exist. */
  readonly user: Observed<{ readonly permissionsBoundary?: string } | null>;
  /** The inline policy with the requested name, as JSON; null if there is none. */
  readonly policy: Observed<string | null>;
  /** The names of its other inline policies. */
  readonly inline: Observed<readonly string[]>;
  /** The ARNs of the managed policies that are attached to it. */
  readonly attached: Observed<readonly string[]>;
  /** The names of the groups that it is in. */
  readonly groups: Observed<readonly string[]>;
  readonly keys: Observed<readonly AccessKey[]>;
}

export interface AccessKey {
  readonly id: string;
  readonly isActive: boolean;
}

interface GetUser {
  readonly User?: { readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn?: string } };
}
interface GetUserPolicy {
  readonly PolicyDocument?: string;
}
interface ListUserPolicies {
  readonly PolicyNames?: readonly string[];
}
interface ListAttachedUserPolicies {
  readonly AttachedPolicies?: readonly { readonly PolicyArn?: string }[];
}
interface ListGroupsForUser {
  readonly Groups?: readonly { readonly GroupName?: string }[];
}
interface ListAccessKeys {
  readonly AccessKeyMetadata?: readonly { readonly AccessKeyId?: string; readonly Status?: string }[];
}

/**
 * Reads a user.
 * @param policyName the name of the inline policy to read
 */
export async function inspectUser(services: AwsServices, userName: string, policyName: string): Promise<UserFacts> {
  const ask = <T extends object>(operation: string, more: object = {}) =>
    services.ask<T>('iam', operation, { UserName: userName, ...more });
  const [user, policy, inline, attached, groups, keys] = await Promise.all([
    ask<GetUser>('GetUser'),
    ask<GetUserPolicy>('GetUserPolicy', { PolicyName: policyName }),
    ask<ListUserPolicies>('ListUserPolicies'),
    ask<ListAttachedUserPolicies>('ListAttachedUserPolicies'),
    ask<ListGroupsForUser>('ListGroupsForUser'),
    ask<ListAccessKeys>('ListAccessKeys'),
  ]);
  return {
    user: readOrAbsent(
      user,
      ({ User }) => User && { permissionsBoundary: User.PermissionsBoundary?.PermissionsBoundaryArn },
    ),
    policy: readOrAbsent(policy, ({ PolicyDocument }) => decoded(PolicyDocument)),
    inline: readOrAbsent(inline, ({ PolicyNames }) => PolicyNames?.filter((name) => name !== policyName), []),
    attached: readOrAbsent(
      attached,
      ({ AttachedPolicies }) => AttachedPolicies?.map(({ PolicyArn = '' }) => PolicyArn),
      [],
    ),
    groups: readOrAbsent(groups, ({ Groups }) => Groups?.map(({ GroupName = '' }) => GroupName), []),
    keys: readOrAbsent(
      keys,
      ({ AccessKeyMetadata }) =>
        AccessKeyMetadata?.map(({ AccessKeyId = '', Status }) => ({ id: AccessKeyId, isActive: Status === 'Active' })),
      [],
    ),
  };
}

/** Source: IAM's "GetUserPolicy": the document is percent-encoded. */
function decoded(document = ''): string | undefined {
  try {
    return decodeURIComponent(document) || undefined;
  } catch {
    return undefined;
  }
}
