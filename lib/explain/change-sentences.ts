import { type AccessWindow, isClosed, NO_END, requiresTls } from '../grants/access-window';
import { utcText } from '../grants/expiry';
import type { ObjectScope } from '../grants/scope';
import type { JsonObject } from '../messages/json';
import { shown } from '../messages/wording';
import type { ZencoderObjectOwnership } from '../s3/object-ownership';
import { labelOfKept, type RefusedBy } from './kept-statements';
import { nameOf, type Principal } from './right';
import {
  actionName,
  enumeration,
  type GrantedAction,
  isApart,
  type Show,
  scopesInSentence,
  verbsWithPrepositions,
} from './words';

/** Whether more is allowed than before, or less. */
export enum Direction {
  OPENS = 'opens',
  CLOSES = 'closes',
}

/** Something that a change of the file opens or closes. */
export type Change = RightChange | AclChange | OtherStatementChange | BoundaryChange;

/** What somebody may do, or may no longer do. */
export interface RightChange<Window = AccessWindow> {
  readonly kind: 'right';
  readonly direction: Direction;
  readonly who: Principal;
  readonly bucket: string;
  readonly actions: readonly GrantedAction[];
  readonly where: readonly ObjectScope[];
  /** Until when it was allowed. */
  readonly before: Window;
  /** Until when it is allowed. */
  readonly after: Window;
  /** Where within that it was allowed already, or still is. */
  readonly except: readonly ObjectScope[];
  /** The kept statements that deny all of what opens; absent where there is none. */
  readonly refusedBy?: readonly RefusedBy[];
}

/** Whether the ACLs of a bucket and its objects count, whatever grants they hold. */
export interface AclChange {
  readonly kind: 'acls';
  readonly direction: Direction;
  readonly bucket: string;
  readonly before?: ZencoderObjectOwnership;
  readonly after?: ZencoderObjectOwnership;
}

/** A statement of others that comes, goes, or (then it counts as opening) says something else than before. */
export interface OtherStatementChange {
  readonly kind: 'other-statement';
  readonly direction: Direction;
  readonly bucket: string;
  readonly what: 'comes' | 'goes' | 'changes';
  readonly statement: JsonObject;
}

/** The bounds of a user, whatever the policy that is named allows. */
export interface BoundaryChange {
  readonly kind: 'permissions-boundary';
  readonly direction: Direction;
  readonly who: Extract<Principal, { kind: 'user' }>;
  readonly before?: string;
  readonly after?: string;
}

/** What a change is told under: the name of a bucket, or `user` and a name. */
export function aboutOf(change: Change, show: Show = shown): string {
  const user = userOf(change);
  return user === undefined && 'bucket' in change ? show(change.bucket) : `user ${show(user!)}`;
}

export function userOf(change: Change): string | undefined {
  return 'who' in change && change.who.kind === 'user' ? change.who.user : undefined;
}

/** What a change opens or closes, in a sentence. */
export function sentence(change: Change, show: Show = shown): string {
  switch (change.kind) {
    case 'right':
      return rightSentence(change, show);
    case 'acls':
      return aclSentence(change);
    case 'other-statement':
      return `${STATEMENT_SENTENCES[change.what]}: ${statementName(change.statement, show)}`;
    case 'permissions-boundary':
      return boundarySentence(change, show);
  }
}

const MOST_LISTED = 5;

function rightSentence(change: RightChange, show: Show): string {
  const { direction, who, bucket, actions, where, before, after, except, refusedBy } = change;
  const [scope] = where;
  const object = scope?.kind === 'kms-key' ? `the KMS key ${scope.arn}` : show(bucket);
  const what = `${verbsWithPrepositions(actions)} ${object}${scopesInSentence(where, show)}`;
  const comma = where.length > 2 || where.some(isApart) ? ',' : '';
  const under = (conditions: string) => conditions && `${comma} ${conditions}`;
  const elsewhere = (words: string) =>
    except.length === 0 ? '' : `, ${words}${scopesInSentence(except, show, MOST_LISTED, '')}`;
  const denied = refusedBy ? `, if ${enumeration(refusedBy.map(labelOfKept))} did not deny it` : '';
  let says: string;
  if (direction === Direction.CLOSES) {
    says = isClosed(after)
      ? `may no longer ${what}${elsewhere('but still')}`
      : `may from now on ${what}${under(movedWords(before, after, false))}${elsewhere('except')}`;
  } else {
    const windows = isClosed(before)
      ? `${under(conditionWords(after))}${elsewhere('so far only')}`
      : under(movedWords(before, after, true));
    says = `${refusedBy ? 'could' : 'may'} now ${what}${windows}${denied}`;
  }
  const name = nameOf(who, show);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${says} (${actions.map(actionName).join(', ')})`;
}

/** Behind what somebody may do: empty where that is without conditions. */
export function conditionWords(window: AccessWindow): string {
  const { overTls, withoutTls } = window;
  if (!requiresTls(window) && withoutTls !== overTls) {
    return `${untilWords(withoutTls)}, over TLS ${untilWords(overTls)}`;
  }
  const until = overTls === NO_END ? [] : [untilWords(overTls)];
  return [...(requiresTls(window) ? ['over TLS only'] : []), ...until].join(' ');
}

function untilWords(time: number): string {
  return time === NO_END ? 'without end' : `until ${utcText(time)}`;
}

/** How one window became a wider or narrower one. Where TLS makes no difference, both ends are told as one. */
function movedWords(before: AccessWindow, after: AccessWindow, isWider: boolean): string {
  const until = (end: keyof AccessWindow) =>
    `${isWider ? '' : 'only '}${untilWords(after[end])}, so far ${untilWords(before[end])}`;
  const moves = (end: keyof AccessWindow) => (isWider ? after[end] > before[end] : after[end] < before[end]);
  const areForBoth = [before, after].every(({ overTls, withoutTls }) => overTls === withoutTls);
  const parts = moves('overTls') ? [until('overTls')] : [];
  if (moves('withoutTls') && !areForBoth) {
    const alone = () => (after.withoutTls === after.overTls ? '' : ` ${untilWords(after.withoutTls)}`);
    const withoutTls = () => `without TLS ${requiresTls(before) ? `too${alone()}` : until('withoutTls')}`;
    parts.push(requiresTls(after) ? 'over TLS only' : withoutTls());
  }
  return parts.join(', and ');
}

function aclSentence({ direction, before, after }: AclChange): string {
  if (direction === Direction.CLOSES) {
    return `ACLs count no longer, whatever grants they hold (objectOwnership is ${after})`;
  }
  return before === undefined
    ? `ACLs count, with whatever grants they hold, even where they did not before (objectOwnership is ${after})`
    : `ACLs count again, with whatever grants they hold (objectOwnership was ${before})`;
}

const STATEMENT_SENTENCES: Readonly<Record<OtherStatementChange['what'], string>> = {
  comes: 'A statement of others comes in',
  goes: 'A statement of others is kept no longer',
  changes: 'A statement of others says something else, and has to be read',
};

function statementName({ Effect, Sid }: JsonObject, show: Show): string {
  return `${Effect} ${typeof Sid === 'string' ? show(Sid) : 'without a Sid'}`;
}

function boundarySentence({ who, before, after }: BoundaryChange, show: Show): string {
  const name = nameOf(who, show);
  if (after === undefined) {
    return `Nothing bounds ${name} beside its grants any longer (permissionsBoundary was ${before})`;
  }
  return before === undefined
    ? `A policy bounds ${name} (permissionsBoundary is ${after})`
    : `Another policy bounds ${name}, and both have to be read (permissionsBoundary was ${before}, is ${after})`;
}
