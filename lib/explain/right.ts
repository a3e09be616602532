import type { ResolvedBucket, ResolvedUser } from '../config/resolve';
import { type AccessWindow, ALWAYS, windowOf } from '../grants/access-window';
import { grantedActions, type ZencoderGrant } from '../grants/grant';
import { kmsActions } from '../grants/kms-key';
import {
  copyKeyOf,
  methodOf,
  permissionsOf,
  type ZencoderObject,
  ZencoderObjectMethod,
  ZencoderPermission,
} from '../grants/object-access';
import { type ObjectScope, scopesOf } from '../grants/scope';
import { accountIdsOf } from '../iam/account';
import { grouped } from '../messages/grouped';
import { shown } from '../messages/wording';
import { Zencoder, ZencoderAction } from '../zencoder/account-and-roles';
import { canonicalUserIdsOf } from '../zencoder/another-zencoder';
import { type GrantedAction, inSentenceOrder, type Show } from './words';

/** Who has access: an account, a canonical user ID whose account is not known, or an IAM user of the file. */
export type Principal =
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'canonical-user'; readonly canonicalUserId: string }
  | { readonly kind: 'user'; readonly user: string; readonly stack?: string };

/** One action that a principal can use in one place, under conditions. */
export interface Right {
  readonly who: Principal;
  /** The name of the bucket; for a right on a KMS key, the bucket that the key encrypts. */
  readonly bucket: string;
  readonly action: GrantedAction;
  readonly scope: ObjectScope;
  readonly by: ZencoderObjectMethod;
  /** The entry of the bucket or user in the file that gives the right: `grants[0]`. */
  readonly from: string;
  readonly window: AccessWindow;
}

const { POLICY, ACL_COPY } = ZencoderObjectMethod;

/** All rights that the file gives Zencoder on a bucket, by any method. */
export function bucketRights({
  bucket,
  grants = [],
  objects = [],
  requireTls = false,
  zencoder,
}: ResolvedBucket): Right[] {
  const accounts = accountIdsOf(zencoder).map((accountId): Principal => ({ kind: 'account', accountId }));
  const byPolicy = (grant: ZencoderGrant, from: string) =>
    accounts.flatMap((who) => grantRights(grant, { who, bucket, from }, requireTls));
  return [
    ...grants.flatMap((grant, index) => byPolicy(grant, `grants[${index}]`)),
    ...objects.flatMap((object, index) => {
      const from = `objects[${index}]`;
      return methodOf(object) === POLICY
        ? byPolicy({ actions: [GET_OBJECT], keys: [object.key] }, from)
        : canonicalUserIdsOf(zencoder).flatMap((id) => aclRights(object, { who: grantee(id), bucket, from }));
    }),
  ];
}

/** All rights that the file gives a user, on any bucket. KMS accepts only requests over TLS. */
export function userRights({ user, stack, grants, requireTls = false }: ResolvedUser): Right[] {
  return grants.flatMap((grant, index) => {
    const { bucket, kmsKeyArn: arn } = grant;
    const given: Given = { who: { kind: 'user', user, stack }, bucket, from: `grants[${index}]` };
    const rights = grantRights(grant, given, requireTls);
    if (arn === undefined) {
      return rights;
    }
    const onKey = { scope: { kind: 'kms-key', arn } as const, by: POLICY, ...given, window: windowOf(grant, false) };
    return [...rights, ...kmsActions(grantedActions(grant)).map((action) => ({ action, ...onKey }))];
  });
}

type Given = Pick<Right, 'who' | 'bucket' | 'from'>;

function grantRights(grant: ZencoderGrant, given: Given, requireTls: boolean): Right[] {
  const window = windowOf(grant, requireTls);
  return grantedActions(grant).flatMap((action) =>
    scopesOf(grant, action).map((scope) => ({ action, scope, by: POLICY, ...given, window })),
  );
}

/** What a grant in the ACL of an object, or of a copy, allows its grantee. */
export function aclRights(object: ZencoderObject, given: Given): Right[] {
  const by = methodOf(object);
  const { key, versionId } = object;
  const scope: ObjectScope =
    by === ACL_COPY ? { kind: 'key', key: copyKeyOf(object), copyOf: key } : { kind: 'key', key, versionId };
  return permissionsOf(object)
    .flatMap((held) => PERMISSIONS.filter(([permission]) => held === FULL_CONTROL || held === permission))
    .map(([, action]) => ({ action, scope, by, ...given, window: ALWAYS }));
}

const { READ, READ_ACP, WRITE_ACP, FULL_CONTROL } = ZencoderPermission;
const { GET_OBJECT, GET_OBJECT_ACL, PUT_OBJECT_ACL } = ZencoderAction;

/** What a permission in the ACL of an object allows its grantee. Source: S3's "Mapping of ACL permissions and access policy permissions". */
const PERMISSIONS: readonly (readonly [ZencoderPermission, ZencoderAction])[] = [
  [READ, GET_OBJECT],
  [READ_ACP, GET_OBJECT_ACL],
  [WRITE_ACP, PUT_OBJECT_ACL],
];

/** The ACL permissions that allow these actions. */
export function permissionsFor(actions: readonly GrantedAction[]): ZencoderPermission[] {
  const permitted = PERMISSIONS.filter(([, action]) => actions.includes(action));
  return permitted.length === PERMISSIONS.length ? [FULL_CONTROL] : permitted.map(([permission]) => permission);
}

/** Merges the items that differ only in the action, and then those that differ only in the place. */
export function merged<Item extends Pick<Right, 'action' | 'scope'>>(items: readonly Item[]) {
  const withActions = grouped(items, ({ action: _, ...rest }) => rest).map((group) => ({
    ...group[0]!,
    actions: inSentenceOrder(group.map(({ action }) => action)),
  }));
  return grouped(withActions, ({ action: _, scope: __, ...rest }) => rest).map((group) => {
    const { action: _, scope: __, actions, ...rest } = group[0]!;
    return { actions, where: group.map(({ scope }) => scope), ...rest };
  });
}

/** The grantee of an ACL. The production service is the same principal in a policy and in an ACL. */
export function grantee(canonicalUserId: string): Principal {
  return canonicalUserId === Zencoder.CANONICAL_USER_ID
    ? { kind: 'account', accountId: Zencoder.ACCOUNT_ID }
    : { kind: 'canonical-user', canonicalUserId };
}

/** Whether the principal is the production service of Zencoder. */
export function isProduction(who: Principal): boolean {
  return who.kind === 'account' && who.accountId === Zencoder.ACCOUNT_ID;
}

export function nameOf(who: Principal, show: Show = shown): string {
  switch (who.kind) {
    case 'account':
      return isProduction(who) ? 'Zencoder' : `Zencoder's account ${who.accountId}`;
    case 'canonical-user':
      return `the canonical user ${who.canonicalUserId.slice(0, 12)}…`;
    case 'user':
      return `the user ${show(who.user)}`;
  }
}

/** The name of a principal at the start of a sentence. */
export function nameAtStart(who: Principal, show: Show = shown): string {
  const name = nameOf(who, show);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
