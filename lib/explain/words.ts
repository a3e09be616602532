import { KmsAction } from '../grants/kms-key';
import { isWholeBucket, type KeyScope, type ObjectScope, type PrefixScope } from '../grants/scope';
import { shown } from '../messages/wording';
import { S3_ACTIONS } from '../s3/actions';
import type { ZencoderAction } from '../zencoder/account-and-roles';

/** An action that can be granted on a bucket and its objects, or to users on the KMS key of a bucket. */
export type GrantedAction = ZencoderAction | KmsAction;

/** The words for each action, in the order in which a sentence lists the actions. */
const WORDS = new Map<GrantedAction, readonly [verb: string, preposition: string]>([
  ...Object.entries(S3_ACTIONS).map(([action, { words }]) => [action as ZencoderAction, words] as const),
  [KmsAction.DECRYPT, ['decrypt', 'with']],
  [KmsAction.GENERATE_DATA_KEY, ['encrypt', 'with']],
]);

const ORDER = [...WORDS.keys()];

/** The place of an action among all actions; an action that no grant can give is last. */
export function rankOf(action: GrantedAction): number {
  return WORDS.has(action) ? ORDER.indexOf(action) : ORDER.length;
}

/** The words for an action. An action that no grant can give, such as `s3:Delete*`, is written by its name. */
function wordsOf(action: GrantedAction): readonly [verb: string, preposition: string] {
  return WORDS.get(action) ?? [`use ${shown(action)}`, 'in'];
}

/** The actions without duplicates, in the order in which a sentence lists them. */
export function inSentenceOrder<Action extends GrantedAction>(actions: Iterable<Action>): Action[] {
  return [...new Set(actions)].sort((a, b) => rankOf(a) - rankOf(b));
}

/** The verbs of sorted actions: `read, write`. */
export function verbs(actions: readonly GrantedAction[]): string {
  return actions.map((action) => wordsOf(action)[0]).join(', ');
}

/** The verbs, to be followed by the name of a bucket or key: `read from`, `read from and write to`, `read, write and set ACLs in`. */
export function verbsWithPrepositions(actions: readonly GrantedAction[]): string {
  const words = actions.map(wordsOf);
  const prepositions = [...new Set(words.map(([, preposition]) => preposition))];
  const inOne = (preposition: string) => `${enumeration(words.map(([verb]) => verb))} ${preposition}`;
  if (prepositions.length === 1) {
    return inOne(prepositions[0]!);
  }
  return prepositions.length === words.length && !prepositions.includes('in') && !prepositions.includes('of')
    ? enumeration(words.map((pair) => pair.join(' ')))
    : inOne('in');
}

/** The name of an action in a policy, without the service if that is S3. */
export function actionName(action: GrantedAction): string {
  return action.replace(/^s3:(?=\w)/, '');
}

/** `a, b and c`, or `a, b and 2 more` if there are more than `most`. */
export function enumeration(parts: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const listed = parts.length > most ? [...parts.slice(0, most), `${parts.length - most} more`] : parts;
  return listed.length < 2 ? listed.join('') : `${listed.slice(0, -1).join(', ')} and ${listed.at(-1)}`;
}

/** Writes a key, prefix or name, in quotes or as code where that is needed. */
export type Show = (text: string) => string;

/** A scope as a line of a table. */
export function scopeLine(scope: ObjectScope, show: Show = shown): string {
  switch (scope.kind) {
    case 'bucket':
      return 'the bucket itself';
    case 'kms-key':
      return `the key ${show(scope.arn)}`;
    case 'prefix':
      return isWholeBucket(scope)
        ? 'the whole bucket'
        : `${isFolder(scope) ? 'below' : 'begins with'} ${show(scope.prefix)}`;
    case 'key':
      return `exactly ${keyWords(scope, show)}`;
  }
}

/**
 * The scopes after the name of a bucket in a sentence: ` below in/ and out/, the object a.mp4`.
 * @param most the maximum number of scopes that are named
 * @param lead the separator between the name of the bucket and a first scope that is not a folder
 */
export function scopesInSentence(
  scopes: readonly ObjectScope[],
  show: Show = shown,
  most = scopes.length,
  lead = ',',
): string {
  const named = scopes.slice(0, most);
  const prefixes = named.filter((scope) => scope.kind === 'prefix');
  const keys = named.filter((scope) => scope.kind === 'key').map((scope) => keyWords(scope, show));
  const texts = (some: readonly PrefixScope[]) => enumeration(some.map(({ prefix }) => show(prefix)));
  const folders = prefixes.filter(isFolder);
  const beginnings = prefixes.filter((scope) => !isFolder(scope) && !isWholeBucket(scope));
  const parts: readonly (readonly [needsComma: boolean, words: string])[] = [
    ...(prefixes.some(isWholeBucket) ? [[true, 'the whole bucket'] as const] : []),
    ...(folders.length > 0 ? [[false, `below ${texts(folders)}`] as const] : []),
    ...(beginnings.length > 0 ? [[true, `keys that begin with ${texts(beginnings)}`] as const] : []),
    ...(keys.length > 0 ? [[true, `the object${keys.length > 1 ? 's' : ''} ${enumeration(keys)}`] as const] : []),
  ];
  const more = scopes.length > most ? ` and ${scopes.length - most} more` : '';
  return `${parts.map(([apart, words], index) => `${apart ? (index === 0 ? lead : ',') : ''} ${words}`).join('')}${more}`;
}

/**
 * The scopes after the name of a bucket, without some places: ` outside in/`, or `, the whole bucket, except the object a`.
 * @param most the maximum number of scopes that are named, and of places
 */
export function scopesWithExceptions(
  scopes: readonly ObjectScope[],
  except: readonly ObjectScope[],
  show: Show,
  most: { readonly scopes?: number; readonly exceptions: number },
): string {
  if (except.length === 0) {
    return scopesInSentence(scopes, show, most.scopes);
  }
  const folders = except.filter((scope) => scope.kind === 'prefix').filter(isFolder);
  const isOnlyFolders = folders.length === except.length;
  if (isOnlyFolders && scopes.every((scope) => scope.kind === 'prefix' && isWholeBucket(scope))) {
    const names = folders.map(({ prefix }) => show(prefix));
    return ` outside ${enumeration(names, most.exceptions)}`;
  }
  return `${scopesInSentence(scopes, show, most.scopes)}, except${scopesInSentence(except, show, most.exceptions, '')}`;
}

/** Whether a comma separates a scope from the name of its bucket. */
export function needsComma(scope: ObjectScope): boolean {
  return scope.kind === 'key' || (scope.kind === 'prefix' && !isFolder(scope));
}

function isFolder({ prefix }: PrefixScope): boolean {
  return prefix.endsWith('/');
}

function keyWords({ key, versionId, copyOf }: KeyScope, show: Show): string {
  const version = versionId === undefined ? '' : ` in version ${show(versionId)}`;
  const copy = copyOf === undefined ? '' : ` (a copy of ${show(copyOf)})`;
  return `${show(key)}${version}${copy}`;
}
