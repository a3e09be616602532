import type { ResourceSet } from '../iam/coverage';
import { ZencoderResourceType } from '../s3/actions';
import { bucketArn, exactly, startingWith } from '../s3/escaped-arn';
import { Zencoder, type ZencoderAction } from '../zencoder/account-and-roles';
import { grantedActions, type ZencoderGrant } from './grant';

/** Where a right holds. */
export type ObjectScope =
  /** The bucket itself, which actions on buckets are about. */
  { readonly kind: 'bucket' } | PrefixScope | KeyScope | { readonly kind: 'kms-key'; readonly arn: string };

/** The objects whose keys begin so: those of the whole bucket where the prefix is empty. */
export interface PrefixScope {
  readonly kind: 'prefix';
  readonly prefix: string;
}

/** One object; one version of it, or what was copied there, where that is given. */
export interface KeyScope {
  readonly kind: 'key';
  readonly key: string;
  readonly versionId?: string;
  readonly copyOf?: string;
}

export const WHOLE_BUCKET: PrefixScope = { kind: 'prefix', prefix: '' };

export function isWholeBucket(scope: ObjectScope): boolean {
  return scope.kind === 'prefix' && scope.prefix === '';
}

/** The objects that a grant names, each once: those of the whole bucket where it has neither prefixes nor keys. */
export function objectScopes({ prefixes = [], keys = [] }: ZencoderGrant): (PrefixScope | KeyScope)[] {
  const scopes = [
    ...[...new Set(prefixes)].map((prefix): PrefixScope => ({ kind: 'prefix', prefix })),
    ...[...new Set(keys)].map((key): KeyScope => ({ kind: 'key', key })),
  ];
  return scopes.length === 0 ? [WHOLE_BUCKET] : scopes;
}

/** What a grant allows an action on: actions on buckets know no prefixes and keys. */
export function scopesOf(grant: ZencoderGrant, action: ZencoderAction): readonly ObjectScope[] {
  return Zencoder.resourceType(action) === ZencoderResourceType.BUCKET ? [{ kind: 'bucket' }] : objectScopes(grant);
}

/** The objects of a scope, as the part of an ARN pattern behind the bucket. */
export function pathPattern(scope: PrefixScope | KeyScope): string {
  return scope.kind === 'prefix' ? startingWith(scope.prefix) : exactly(scope.key);
}

/** An action of a grant, and what it is granted on. */
export interface GrantedResources {
  readonly action: ZencoderAction;
  readonly resources: readonly ResourceSet[];
}

/** Each action of a grant with the bucket, or with the objects that its prefixes and keys name. */
export function grantedResources(grant: ZencoderGrant, bucket: string): GrantedResources[] {
  const objects = objectScopes(grant).map(
    (scope): ResourceSet =>
      scope.kind === 'prefix'
        ? { arn: `${bucketArn(bucket)}/${scope.prefix}`, isPrefix: true }
        : { arn: `${bucketArn(bucket)}/${scope.key}`, isPrefix: false },
  );
  const itself = [{ arn: bucketArn(bucket), isPrefix: false }];
  return grantedActions(grant).map((action) => ({
    action,
    resources: Zencoder.resourceType(action) === ZencoderResourceType.BUCKET ? itself : objects,
  }));
}

/** Whether all that one scope holds is in the other, too. */
export function covers(wide: ObjectScope, narrow: ObjectScope): boolean {
  switch (wide.kind) {
    case 'bucket':
      return narrow.kind === 'bucket';
    case 'kms-key':
      return narrow.kind === 'kms-key' && narrow.arn === wide.arn;
    case 'prefix':
      return narrow.kind === 'prefix'
        ? narrow.prefix.startsWith(wide.prefix)
        : narrow.kind === 'key' && isPlainKey(narrow) && narrow.key.startsWith(wide.prefix);
    case 'key':
      return (
        narrow.kind === 'key' &&
        narrow.key === wide.key &&
        narrow.versionId === wide.versionId &&
        (narrow.copyOf === undefined || narrow.copyOf === wide.copyOf)
      );
  }
}

/** An older version is read by another action, and what is copied to a key was not there before. */
function isPlainKey({ versionId, copyOf }: KeyScope): boolean {
  return versionId === undefined && copyOf === undefined;
}

/** Whether something can be in both, whatever its version. */
export function overlap(one: ObjectScope, other: ObjectScope): boolean {
  const anyVersion = (scope: ObjectScope): ObjectScope =>
    scope.kind === 'key' ? { kind: 'key', key: scope.key } : scope;
  const [a, b] = [anyVersion(one), anyVersion(other)];
  return covers(a, b) || covers(b, a);
}
