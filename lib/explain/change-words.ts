import { type AccessWindow, isClosed, NO_END, requiresTls } from '../grants/access-window';
import { utcText } from '../grants/expiry';
import type { ObjectScope } from '../grants/scope';
import { shown } from '../messages/shown';
import { actionName, enumeration, verbsWithPrepositions } from './action-words';
import type { AclChange, BoundaryChange, Change, OtherStatementChange, RightChange } from './change';
import { refusalLabel } from './kept-statements';
import { nameOf } from './right';
import { type Show, scopesInSentence } from './scope-words';
import { Direction } from './window-changes';

/** What a change opens or closes, in a sentence. */
export function sentence(change: Change, show: Show = shown): string {
  switch (change.kind) {
    case 'right':
      return rightSentence(change, show);
    case 'acls':
      return aclSentence(change);
    case 'other-statement':
      return statementSentence(change, show);
    case 'permissions-boundary':
      return boundarySentence(change, show);
  }
}

function rightSentence(change: RightChange, show: Show): string {
  const { direction, who, bucket, actions, where } = change;
  const place = scopesInSentence(where, show);
  const what = `${verbsWithPrepositions(actions)} ${object(bucket, where, show)}${place}`;
  const under = (conditions: string) => conditions && `${place.includes(',') ? ',' : ''} ${conditions}`;
  const says = direction === Direction.OPENS ? opening(change, what, under, show) : closing(change, what, under, show);
  return `${capital(nameOf(who, show))} ${says} (${actions.map(actionName).join(', ')})`;
}

type Under = (conditions: string) => string;

function opening({ before, after, except, refusedBy }: RightChange, what: string, under: Under, show: Show): string {
  const soFar = listed(except, show);
  const may = refusedBy === undefined ? 'may' : 'could';
  const denied = refusedBy === undefined ? '' : `, if ${enumeration(refusedBy.map(refusalLabel))} did not deny it`;
  return isClosed(before)
    ? `${may} now ${what}${under(conditionWords(after))}${soFar && `, so far only${soFar}`}${denied}`
    : `${may} now ${what}${under(wider(before, after))}${denied}`;
}

function closing({ before, after, except }: RightChange, what: string, under: Under, show: Show): string {
  const still = listed(except, show);
  return isClosed(after)
    ? `may no longer ${what}${still && `, but still${still}`}`
    : `may from now on ${what}${under(narrower(before, after))}${still && `, except${still}`}`;
}

function object(bucket: string, [scope]: readonly ObjectScope[], show: Show): string {
  return scope?.kind === 'kms-key' ? `the KMS key ${scope.arn}` : show(bucket);
}

const MOST_LISTED = 5;

function listed(scopes: readonly ObjectScope[], show: Show): string {
  const more = scopes.length - MOST_LISTED;
  const some = scopesInSentence(scopes.slice(0, MOST_LISTED), show).replace(/^,/, '');
  return more > 0 ? `${some} and ${more} more` : some;
}

/** Behind what somebody may do: empty where that is without conditions. */
function conditionWords(window: AccessWindow): string {
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

function wider(before: AccessWindow, after: AccessWindow): string {
  const parts: string[] = [];
  if (after.overTls > before.overTls) {
    parts.push(`${untilWords(after.overTls)}, so far ${untilWords(before.overTls)}`);
  }
  if (after.withoutTls > before.withoutTls && !areForBoth(before, after)) {
    const until = after.withoutTls === after.overTls ? '' : ` ${untilWords(after.withoutTls)}`;
    parts.push(
      requiresTls(before)
        ? `without TLS too${until}`
        : `without TLS ${untilWords(after.withoutTls)}, so far ${untilWords(before.withoutTls)}`,
    );
  }
  return parts.join(', and ');
}

function narrower(before: AccessWindow, after: AccessWindow): string {
  const parts: string[] = [];
  if (after.overTls < before.overTls) {
    parts.push(`only ${untilWords(after.overTls)}, so far ${untilWords(before.overTls)}`);
  }
  if (after.withoutTls < before.withoutTls && !areForBoth(before, after)) {
    parts.push(requiresTls(after) ? 'over TLS only' : `without TLS only ${untilWords(after.withoutTls)}`);
  }
  return parts.join(', and ');
}

/** Whether TLS makes no difference, so that both ends are told as one. */
function areForBoth(...windows: readonly AccessWindow[]): boolean {
  return windows.every(({ overTls, withoutTls }) => overTls === withoutTls);
}

function aclSentence({ direction, before, after }: AclChange): string {
  if (direction === Direction.CLOSES) {
    return `ACLs count no longer, whatever grants they hold (objectOwnership is ${after})`;
  }
  return before === undefined
    ? `ACLs count, with whatever grants they hold, even where they did not before (objectOwnership is ${after})`
    : `ACLs count again, with whatever grants they hold (objectOwnership was ${before})`;
}

function statementSentence({ what, statement }: OtherStatementChange, show: Show): string {
  const { Effect, Sid } = statement;
  const which = `${Effect} ${typeof Sid === 'string' ? show(Sid) : 'without a Sid'}`;
  switch (what) {
    case 'comes':
      return `A statement of others comes in: ${which}`;
    case 'goes':
      return `A statement of others is kept no longer: ${which}`;
    case 'changes':
      return `A statement of others says something else, and has to be read: ${which}`;
  }
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

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
