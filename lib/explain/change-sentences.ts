import { type AccessWindow, isClosed, NO_END, requiresTls } from '../grants/access-window';
import { utcText } from '../grants/expiry';
import type { ObjectScope } from '../grants/scope';
import type { JsonObject } from '../messages/json';
import { shown } from '../messages/wording';
import type { ZencoderObjectOwnership } from '../s3/object-ownership';
import { labelOfKept, type RefusedBy } from './kept-statements';
import { nameAtStart, nameOf, type Principal } from './right';
import {
  actionName,
  enumeration,
  type GrantedAction,
  needsComma,
  type Show,
  scopesInSentence,
  scopesWithExceptions,
  verbsWithPrepositions,
} from './words';

/** Whether a change allows more than before, or less. */
export enum Direction {
  OPENS = 'opens',
  CLOSES = 'closes',
}

/** Something that a change of the file opens or closes. */
export type Change = RightChange | AclChange | OtherStatementChange | BoundaryChange;

/** What a principal can do, or can no longer do. */
export interface RightChange<Window = AccessWindow> {
  readonly kind: 'right';
  readonly direction: Direction;
  readonly who: Principal;
  readonly bucket: string;
  readonly actions: readonly GrantedAction[];
  readonly where: readonly ObjectScope[];
  /** Until when it was allowed before the change. */
  readonly before: Window;
  /** Until when it is allowed after the change. */
  readonly after: Window;
  /** The places within `where` in which it was allowed already, or is still allowed. */
  readonly except: readonly ObjectScope[];
  /** The kept statements that deny every request that opens; absent if there are none. */
  readonly refusedBy?: readonly RefusedBy[];
}

/** ACLs of a bucket and its objects are enabled or disabled, with all grants in them. */
export interface AclChange {
  readonly kind: 'acls';
  readonly direction: Direction;
  readonly bucket: string;
  readonly before?: ZencoderObjectOwnership;
  readonly after?: ZencoderObjectOwnership;
}

/** A statement of other principals that is added, dropped or changed. A changed statement counts as opening. */
export interface OtherStatementChange {
  readonly kind: 'other-statement';
  readonly direction: Direction;
  readonly bucket: string;
  readonly what: 'comes' | 'goes' | 'changes';
  readonly statement: JsonObject;
}

/** The permissions boundary of a user is set, removed or replaced. The policy that it names is not evaluated. */
export interface BoundaryChange {
  readonly kind: 'permissions-boundary';
  readonly direction: Direction;
  readonly who: Extract<Principal, { kind: 'user' }>;
  readonly before?: string;
  readonly after?: string;
}

/** The subject of a change: the name of a bucket, or `user` and a name. */
export function aboutOf(change: Change, show: Show = shown): string {
  const user = userOf(change);
  return user === undefined && 'bucket' in change ? show(change.bucket) : `user ${show(user!)}`;
}

/** The user that a change is about; undefined if it is about a bucket. */
export function userOf(change: object & { readonly who?: Principal }): string | undefined {
  return change.who?.kind === 'user' ? change.who.user : undefined;
}

/** A sentence about what a change opens or closes. */
export function sentence(change: Change, show: Show = shown): string {
  switch (change.kind) {
    case 'right':
      return rightSentence(change, show);
    case 'acls':
      return aclSentence(change);
    case 'other-statement':
      return `${STATEMENT_CHANGES[change.what]}: ${statementName(change.statement, show)}`;
    case 'permissions-boundary':
      return boundarySentence(change, show);
  }
}

const MAX_EXCEPTIONS = 5;

function rightSentence(change: RightChange, show: Show): string {
  const { direction, who, bucket, actions, where, before, after, except, refusedBy } = change;
  const [scope] = where;
  const object = scope?.kind === 'kms-key' ? `the KMS key ${scope.arn}` : show(bucket);
  const verbsAndObject = `${verbsWithPrepositions(actions)} ${object}`;
  const what = `${verbsAndObject}${scopesInSentence(where, show)}`;
  const comma = where.length > 2 || where.some(needsComma) ? ',' : '';
  const under = (conditions: string) => conditions && `${comma} ${conditions}`;
  const elsewhere = (words: string) =>
    except.length === 0 ? '' : `, ${words}${scopesInSentence(except, show, MAX_EXCEPTIONS, '')}`;
  const denied = refusedBy ? `, but ${enumeration(refusedBy.map(labelOfKept))} ${deny(refusedBy.length)} it` : '';
  let predicate: string;
  if (direction === Direction.CLOSES) {
    predicate = isClosed(after)
      ? `can no longer ${verbsAndObject}${scopesWithExceptions(where, except, show, { exceptions: MAX_EXCEPTIONS })}`
      : `can ${what}, now ${changedWindow(before, after, false)}${elsewhere('except')}`;
  } else {
    const windows = isClosed(before)
      ? `${under(conditionWords(after))}${elsewhere('previously only')}`
      : under(changedWindow(before, after, true));
    predicate = `${refusedBy ? 'could' : 'can'} now ${what}${windows}${denied}`;
  }
  return `${nameAtStart(who, show)} ${predicate} (${actions.map(actionName).join(', ')})`;
}

const deny = (statements: number) => (statements === 1 ? 'denies' : 'deny');

/** The conditions of a right, to follow the actions and places in a sentence; empty if there are none. */
export function conditionWords(window: AccessWindow): string {
  const { overTls, withoutTls } = window;
  if (!requiresTls(window) && withoutTls !== overTls) {
    return `${untilWords(withoutTls)}, over TLS ${untilWords(overTls)}`;
  }
  const until = overTls === NO_END ? [] : [untilWords(overTls)];
  return [...(requiresTls(window) ? ['over TLS only'] : []), ...until].join(' ');
}

function untilWords(time: number): string {
  return time === NO_END ? 'without an end date' : `until ${utcText(time)}`;
}

/** How a window became wider or narrower. If TLS makes no difference, one end covers requests with and without TLS. */
function changedWindow(before: AccessWindow, after: AccessWindow, isWider: boolean): string {
  const until = (end: keyof AccessWindow) =>
    `${isWider ? '' : 'only '}${untilWords(after[end])}, previously ${untilWords(before[end])}`;
  const moves = (end: keyof AccessWindow) => (isWider ? after[end] > before[end] : after[end] < before[end]);
  const areForBoth = [before, after].every(({ overTls, withoutTls }) => overTls === withoutTls);
  const parts = moves('overTls') ? [until('overTls')] : [];
  if (moves('withoutTls') && !areForBoth) {
    const alone = () => (after.withoutTls === after.overTls ? '' : ` ${untilWords(after.withoutTls)}`);
    const withoutTls = () =>
      requiresTls(before) ? `also without TLS${alone()}` : `without TLS ${until('withoutTls')}`;
    parts.push(requiresTls(after) ? 'over TLS only' : withoutTls());
  }
  return parts.join(', and ');
}

function aclSentence({ direction, before, after }: AclChange): string {
  if (direction === Direction.CLOSES) {
    return `ACLs are disabled, and grants in them have no effect (objectOwnership is ${after})`;
  }
  return before === undefined
    ? `ACLs are enabled, even if they were disabled before, and grants in them take effect (objectOwnership is ${after})`
    : `ACLs are enabled again, and grants in them take effect (objectOwnership was ${before})`;
}

/** What happens to a statement of other principals, to be followed by the statement. */
export const STATEMENT_CHANGES: Readonly<Record<OtherStatementChange['what'], string>> = {
  comes: 'A statement of other principals is added',
  goes: 'A statement of other principals is dropped',
  changes: 'A statement of other principals is changed; review it',
};

function statementName({ Effect, Sid }: JsonObject, show: Show): string {
  return `${Effect} ${typeof Sid === 'string' ? show(Sid) : 'without a Sid'}`;
}

function boundarySentence({ who, before, after }: BoundaryChange, show: Show): string {
  const name = nameOf(who, show);
  if (after === undefined) {
    return `The permissions boundary of ${name} is removed (permissionsBoundary was ${before})`;
  }
  return before === undefined
    ? `A permissions boundary limits ${name} (permissionsBoundary is ${after})`
    : `The permissions boundary of ${name} changes; review both policies (permissionsBoundary was ${before}, is ${after})`;
}
