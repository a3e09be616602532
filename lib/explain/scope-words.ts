import { isWholeBucket, type KeyScope, type ObjectScope } from '../grants/scope';
import { shown } from '../messages/shown';
import { enumeration } from './action-words';

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

function keyWords(scope: KeyScope, show: Show): string {
  const { key, versionId, copyOf } = scope;
  const version = versionId === undefined ? '' : ` in version ${show(versionId)}`;
  const copy = copyOf === undefined ? '' : ` (a copy of ${show(copyOf)})`;
  return `${show(key)}${version}${copy}`;
}
