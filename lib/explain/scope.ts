import { shown } from '../messages/shown';
import { enumeration } from './action-words';

/** Where a right holds. A type for JSON: its members do not change their meaning. */
export type ObjectScope =
  /** The bucket itself, which actions on buckets are about. */
  | { readonly kind: 'bucket' }
  /** The objects whose keys begin so: of the whole bucket where the prefix is empty. */
  | { readonly kind: 'prefix'; readonly prefix: string }
  /** One object; one version of it, or what was copied there, where that is said. */
  | { readonly kind: 'key'; readonly key: string; readonly versionId?: string; readonly copyOf?: string }
  | { readonly kind: 'kms-key'; readonly arn: string };

export const WHOLE_BUCKET: ObjectScope = { kind: 'prefix', prefix: '' };

export function isWholeBucket(scope: ObjectScope): boolean {
  return scope.kind === 'prefix' && scope.prefix === '';
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
function isPlainKey({ versionId, copyOf }: { readonly versionId?: string; readonly copyOf?: string }): boolean {
  return versionId === undefined && copyOf === undefined;
}

/** Whether something can lie in both, whatever its version. */
export function overlap(one: ObjectScope, other: ObjectScope): boolean {
  const [a, b] = [one, other].map(
    (scope): ObjectScope => (scope.kind === 'key' ? { kind: 'key', key: scope.key } : scope),
  );
  return covers(a!, b!) || covers(b!, a!);
}

/** What writes a key or prefix, so that it stands out where it has to. */
export type Show = (text: string) => string;

/** In a table, where each scope has a line. */
export function scopeLine(scope: ObjectScope, show: Show = shown): string {
  switch (scope.kind) {
    case 'bucket':
      return 'the bucket itself';
    case 'kms-key':
      return `the key ${scope.arn}`;
    case 'prefix':
      return isWholeBucket(scope) ? 'the whole bucket' : prefixWords(scope.prefix, show);
    case 'key':
      return `exactly ${keyWords(scope, show)}`;
  }
}

/** Behind the name of a bucket in a sentence: ` below in/ and out/, the object a.mp4`. */
export function scopesInSentence(scopes: readonly ObjectScope[], show: Show = shown): string {
  const prefixes = scopes.flatMap((scope) => (scope.kind === 'prefix' ? [scope.prefix] : []));
  const keys = scopes.flatMap((scope) => (scope.kind === 'key' ? [keyWords(scope, show)] : []));
  const folders = prefixes.filter((prefix) => prefix.endsWith('/'));
  const beginnings = prefixes.filter((prefix) => prefix !== '' && !prefix.endsWith('/'));
  return [
    ...(prefixes.includes('') ? [', the whole bucket'] : []),
    ...(folders.length > 0 ? [` below ${enumeration(folders.map(show))}`] : []),
    ...(beginnings.length > 0 ? [`, keys that begin with ${enumeration(beginnings.map(show))}`] : []),
    ...(keys.length > 0 ? [`, the object${keys.length > 1 ? 's' : ''} ${enumeration(keys)}`] : []),
  ].join('');
}

function prefixWords(prefix: string, show: Show): string {
  return prefix.endsWith('/') ? `below ${show(prefix)}` : `begins with ${show(prefix)}`;
}

function keyWords(scope: Extract<ObjectScope, { kind: 'key' }>, show: Show): string {
  const { key, versionId, copyOf } = scope;
  const version = versionId === undefined ? '' : ` in version ${show(versionId)}`;
  const copy = copyOf === undefined ? '' : ` (a copy of ${show(copyOf)})`;
  return `${show(key)}${version}${copy}`;
}
