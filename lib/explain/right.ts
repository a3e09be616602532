import { userGrants, type ZencoderConfig } from '../config/config';
import type { FileBucket } from '../config/file-buckets';
import type { FileUser } from '../config/file-users';
import { expiryInUtc } from '../grants/expiry';
import { grantedActions, type ZencoderGrant } from '../grants/grant';
import { kmsActions } from '../grants/kms-key';
import { copyKeyOf, methodOf, permissionsOf, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import { shown } from '../messages/shown';
import { identityOf } from '../zencoder/identity';
import { Zencoder, ZencoderAction, ZencoderResourceType } from '../zencoder/zencoder';
import { ACTIONS_OF_PERMISSION, type GrantedAction } from './action-words';
import { type ObjectScope, type Show, WHOLE_BUCKET } from './scope';

/** Who is let in: an account, a canonical user ID that is not known to be an account's, or a user of one's own. */
export type Principal =
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'canonical-user'; readonly canonicalUserId: string }
  | { readonly kind: 'user'; readonly user: string; readonly stack: string };

/** One action that somebody may do somewhere, under conditions. */
export interface Right {
  readonly who: Principal;
  /** The name of the bucket; of a right on a KMS key that of the bucket it encrypts. */
  readonly bucket: string;
  readonly action: GrantedAction;
  readonly scope: ObjectScope;
  readonly by: ZencoderObjectMethod;
  /** The entry of the file that gives it, seen from the bucket or user: `grants[0]`. */
  readonly from: string;
  /** In UTC; undefined for no end. */
  readonly expires?: string;
  readonly requireTls: boolean;
}

const { POLICY, ACL, ACL_COPY } = ZencoderObjectMethod;

/** Everything that the file gives Zencoder on a bucket, by whatever method. */
export function bucketRights({ bucket, grants = [], objects = [], requireTls = false, zencoder }: FileBucket): Right[] {
  const { accountId, canonicalUserId } = identityOf(zencoder);
  const who: Principal = { kind: 'account', accountId };
  return [
    ...grants.flatMap((grant, index) =>
      grantRights(grant, index).map((right) => ({ ...right, who, bucket, requireTls })),
    ),
    ...objects.flatMap((object, index) =>
      objectRights(object, index).map((right) =>
        right.by === POLICY
          ? { ...right, who, bucket, requireTls }
          : { ...right, who: grantee(canonicalUserId), bucket, requireTls: false },
      ),
    ),
  ];
}

/** Everything that the file gives a user, on whatever bucket. KMS takes nothing but TLS. */
export function userRights({ stacks }: ZencoderConfig, { user, stack, settings }: FileUser): Right[] {
  const who: Principal = { kind: 'user', user, stack };
  const { requireTls = false } = settings;
  return userGrants(stacks, settings).flatMap((grant, index) => [
    ...grantRights(grant, index).map((right) => ({ ...right, who, bucket: grant.bucket, requireTls })),
    ...(grant.kmsKeyArn === undefined ? [] : kmsActions(grantedActions(grant))).map((action) => ({
      who,
      bucket: grant.bucket,
      action,
      scope: { kind: 'kms-key' as const, arn: grant.kmsKeyArn! },
      by: POLICY,
      from: `grants[${index}]`,
      expires: expiryOf(grant),
      requireTls: false,
    })),
  ]);
}

type BareRight = Omit<Right, 'who' | 'bucket' | 'requireTls'>;

function grantRights(grant: ZencoderGrant, index: number): BareRight[] {
  const objects: ObjectScope[] = [
    ...(grant.prefixes ?? []).map((prefix) => ({ kind: 'prefix' as const, prefix })),
    ...(grant.keys ?? []).map((key) => ({ kind: 'key' as const, key })),
  ];
  return grantedActions(grant).flatMap((action) =>
    scopesOf(action, objects.length === 0 ? [WHOLE_BUCKET] : objects).map((scope) => ({
      action,
      scope,
      by: POLICY,
      from: `grants[${index}]`,
      expires: expiryOf(grant),
    })),
  );
}

function scopesOf(action: ZencoderAction, objects: readonly ObjectScope[]): readonly ObjectScope[] {
  return Zencoder.resourceType(action) === ZencoderResourceType.OBJECT ? objects : [{ kind: 'bucket' }];
}

function expiryOf({ expires }: ZencoderGrant): string | undefined {
  return expires === undefined ? undefined : expiryInUtc(expires);
}

function objectRights(object: ZencoderObject, index: number): BareRight[] {
  const by = methodOf(object);
  const { key, versionId } = object;
  const scopes: Readonly<Record<ZencoderObjectMethod, ObjectScope>> = {
    [POLICY]: { kind: 'key', key },
    [ACL]: { kind: 'key', key, ...(versionId === undefined ? {} : { versionId }) },
    [ACL_COPY]: { kind: 'key', key: copyKeyOf(object), copyOf: key },
  };
  const actions =
    by === POLICY
      ? [ZencoderAction.GET_OBJECT]
      : permissionsOf(object).flatMap((permission) => ACTIONS_OF_PERMISSION[permission]);
  return actions.map((action) => ({ action, scope: scopes[by], by, from: `objects[${index}]` }));
}

/** The production service is one, whether a policy or an ACL names it. */
function grantee(canonicalUserId: string): Principal {
  return canonicalUserId === Zencoder.CANONICAL_USER_ID
    ? { kind: 'account', accountId: Zencoder.ACCOUNT_ID }
    : { kind: 'canonical-user', canonicalUserId };
}

export function nameOf(who: Principal, show: Show = shown): string {
  switch (who.kind) {
    case 'account':
      return who.accountId === Zencoder.ACCOUNT_ID ? 'Zencoder' : `Zencoder's account ${who.accountId}`;
    case 'canonical-user':
      return `the canonical user ${who.canonicalUserId.slice(0, 12)}…`;
    case 'user':
      return `the user ${show(who.user)}`;
  }
}
