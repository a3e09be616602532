import { isClosed, leftOf, NO_END } from '../grants/access-window';
import { ZencoderObjectMethod } from '../grants/object-access';
import { covers, isWholeBucket, type ObjectScope, overlap } from '../grants/scope';
import { grouped } from '../messages/grouped';
import { ZencoderAccessLevel } from '../s3/actions';
import { Zencoder, ZencoderAction, ZencoderRole } from '../zencoder/zencoder';
import { type GrantedAction, inTellingOrder, verbsWithPrepositions } from './action-words';
import { nameOf, type Right } from './right';
import { scopesInSentence } from './scope-words';
import { type Warning, WarningKind } from './warning';

/** What somebody gets that is wider than it is mostly meant to be. The rights are those of one principal on one bucket. */
export function wideRights(about: string, rights: readonly Right[], now: Date): Warning[] {
  const held = rights.filter(({ window }) => !isClosed(leftOf(window, now)));
  const messages: readonly (readonly [WarningKind, string | undefined])[] = [
    [WarningKind.WHOLE_BUCKET_WRITABLE, wholeBucketWritable(held)],
    [WarningKind.NO_EXPIRY, noExpiry(held)],
    [WarningKind.READ_AND_WRITTEN, readAndWritten(held)],
    [WarningKind.ALL_KEYS_LISTED, allKeysListed(held)],
  ];
  return messages.flatMap(([kind, message]) => (message === undefined ? [] : [{ kind, about, message }]));
}

function wholeBucketWritable(rights: readonly Right[]): string | undefined {
  const wide = rights.filter((right) => writes(right) && isWholeBucket(right.scope));
  return wide.length === 0 ? undefined : `${mayDo(wide)}, the whole bucket; prefixes or keys would limit that`;
}

function noExpiry(rights: readonly Right[]): string | undefined {
  const endless = rights.filter(
    (right) => writes(right) && right.by === ZencoderObjectMethod.POLICY && right.window.overTls === NO_END,
  );
  return endless.length === 0 ? undefined : `${mayDo(endless)} without end; expires would set one`;
}

/** What reads as input does, and what writes, in one place. That an output is read too is part of its role. */
function readAndWritten(rights: readonly Right[]): string | undefined {
  const entries = grouped(rights, ({ from }) => from);
  const reading = entries.filter(readsInput).flat().filter(isAction(ZencoderAction.GET_OBJECT));
  const writing = rights.filter(isAction(ZencoderAction.PUT_OBJECT));
  const both = reading.flatMap((read) =>
    writing
      .filter((write) => overlap(read.scope, write.scope))
      .map((write) => (covers(read.scope, write.scope) ? write.scope : read.scope)),
  );
  if (both.length === 0) {
    return undefined;
  }
  const { who, bucket } = rights[0]!;
  return `${nameOf(who)} may overwrite what it reads from ${bucket}${where(both)}; inputs and outputs apart would prevent that`;
}

const OUTPUT = Zencoder.roleActions(ZencoderRole.OUTPUT);

function readsInput(entry: readonly Right[]): boolean {
  const actions = entry.map(({ action }) => action);
  return !actions.includes(ZencoderAction.PUT_OBJECT) || !actions.every((action) => isOf(OUTPUT, action));
}

function allKeysListed(rights: readonly Right[]): string | undefined {
  const listing = rights.filter(isAction(ZencoderAction.LIST_BUCKET));
  return listing.length === 0 ? undefined : `${mayDo(listing)}, whatever prefixes and keys say (s3:ListBucket)`;
}

const WRITING = [ZencoderAccessLevel.WRITE, ZencoderAccessLevel.PERMISSIONS_MANAGEMENT];

function writes({ action }: Right): boolean {
  return isOf(Zencoder.actions(), action) && WRITING.includes(Zencoder.accessLevel(action));
}

function isOf(actions: readonly ZencoderAction[], action: GrantedAction): action is ZencoderAction {
  return (actions as readonly GrantedAction[]).includes(action);
}

function isAction(action: ZencoderAction): (right: Right) => boolean {
  return (right) => right.action === action;
}

function mayDo(rights: readonly Right[]): string {
  const { who, bucket } = rights[0]!;
  return `${nameOf(who)} may ${verbsWithPrepositions(inTellingOrder(rights.map(({ action }) => action)))} ${bucket}`;
}

const MOST_NAMED = 3;

function where(scopes: readonly ObjectScope[]): string {
  const different = grouped(scopes, (scope) => scope).map(([scope]) => scope!);
  const more = different.length - MOST_NAMED;
  return `${scopesInSentence(different.slice(0, MOST_NAMED))}${more > 0 ? ` and ${more} more` : ''}`;
}
