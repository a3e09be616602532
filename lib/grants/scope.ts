import type { ResourceSet } from '../iam/coverage';
import { ZencoderResourceType } from '../s3/actions';
import { bucketArn, exactly, startingWith } from '../s3/escaped-arn';
import { Zencoder, type ZencoderAction } from '../zencoder/account-and-roles';
import { grantedActions, type ZencoderGrant } from './grant';

/** The resources that a permission applies to. */
export type ObjectScope =
  /** The bucket itself, the resource of bucket actions. */
  { readonly kind: 'bucket' } | PrefixScope | KeyScope | { readonly kind: 'kms-key'; readonly arn: string };

/** The objects whose keys start with the prefix. An empty prefix is the whole bucket. */
export interface PrefixScope {
  readonly kind: 'prefix';
  readonly prefix: string;
}

/** One object, or one version of it, or a copy that was written to its key. */
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

/** The prefixes and keys of a grant, each once, or the whole bucket if it has none. */
export function objectScopes({ prefixes = [], keys = [] }: ZencoderGrant): (PrefixScope | KeyScope)[] {
  if (prefixes.length === 0 && keys.length === 0) {
    return [WHOLE_BUCKET];
  }
  return [
    ...once(prefixes).map((prefix): PrefixScope => ({ kind: 'prefix', prefix })),
    ...once(keys).map((key): KeyScope => ({ kind: 'key', key })),
  ];
}

function once(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)];
}

/** The scopes of an action in a grant. Prefixes and keys do not limit bucket actions. */
export function scopesOf(grant: ZencoderGrant, action: ZencoderAction): readonly ObjectScope[] {
  return Zencoder.resourceType(action) === ZencoderResourceType.BUCKET ? [{ kind: 'bucket' }] : objectScopes(grant);
}

/** The part of an ARN pattern after the bucket, for the objects of a scope. */
export function pathPattern(scope: PrefixScope | KeyScope): string {
  return scope.kind === 'prefix' ? startingWith(scope.prefix) : exactly(scope.key);
}

/** An action of a grant with its resources. */
export interface GrantedResources {
  readonly action: ZencoderAction;
  readonly resources: readonly ResourceSet[];
}

/** Each action of a grant with the bucket, or with the objects that the grant covers. */
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

/** Whether the wide scope contains everything in the narrow scope. */
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

/** Whether a key has no version and no copy: another action reads versions, and a copy did not exist before. */
function isPlainKey({ versionId, copyOf }: KeyScope): boolean {
  return versionId === undefined && copyOf === undefined;
}

/** Whether both scopes can contain the same object, in any version. */
export function overlap(one: ObjectScope, other: ObjectScope): boolean {
  const anyVersion = (scope: ObjectScope): ObjectScope =>
    scope.kind === 'key' ? { kind: 'key', key: scope.key } : scope;
  const [a, b] = [anyVersion(one), anyVersion(other)];
  return covers(a, b) || covers(b, a);
}
