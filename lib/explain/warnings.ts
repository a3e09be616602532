import { isClosed, leftOf, NO_END } from '../grants/access-window';
import { ZencoderObjectMethod } from '../grants/object-access';
import { covers, isWholeBucket, overlap } from '../grants/scope';
import { labelOf } from '../iam/policy';
import { acceptedDenies, exemptionText } from '../judgement/judgement-findings';
import { grouped } from '../messages/grouped';
import { shown } from '../messages/wording';
import { ZencoderAccessLevel } from '../s3/actions';
import { Zencoder, ZencoderAction, ZencoderRole } from '../zencoder/account-and-roles';
import { allowing, isHeld, type JudgedRight } from './kept-statements';
import { nameOf, type Right } from './right';
import { type GrantedAction, inTellingOrder, scopesInSentence, verbsWithPrepositions } from './words';

const { POLICY } = ZencoderObjectMethod;
const { GET_OBJECT, PUT_OBJECT, LIST_BUCKET } = ZencoderAction;

/** What is worth a look, for programs. */
export enum WarningKind {
  /** Somebody may write anywhere in a bucket. */
  WHOLE_BUCKET_WRITABLE = 'whole-bucket-writable',
  /** Somebody may write without end. */
  NO_EXPIRY = 'no-expiry',
  /** What is read as input can be overwritten. */
  READ_AND_WRITTEN = 'read-and-written',
  /** All keys of a bucket can be listed. */
  ALL_KEYS_LISTED = 'all-keys-listed',
  /** A kept statement denies what an ACL or a user's policy allows. */
  REFUSED = 'refused',
  /** The policy of a bucket is deleted, with what it holds of others. */
  POLICY_DELETED = 'policy-deleted',
  /** A policy or a user is deleted and made again. */
  INTERRUPTED = 'interrupted',
  /** What a stack made stays, since the stack has left the file. */
  STACK_GONE = 'stack-gone',
  /** Grants in ACLs of objects stay, since nothing revokes them. */
  GRANTS_STAY = 'grants-stay',
  /** Grants in ACLs of objects are revoked, since their bucket has left the stack. */
  GRANTS_REVOKED = 'grants-revoked',
  /** A copy of an object is deleted. */
  COPY_DELETED = 'copy-deleted',
  /** What to write, so that what is deleted otherwise is left in place. */
  LEAVE = 'leave',
  /** What is left in place, and Zencoder keeps. */
  LEFT = 'left',
}

/** Something that is worth a look. */
export interface Warning {
  readonly kind: WarningKind;
  /** A bucket, or `user` and a name, or `stack` and a name. */
  readonly about: string;
  /** One line, without what it is about. */
  readonly message: string;
}

/** A message and its kind, where there is anything to be said of that kind. */
export type Found = readonly [WarningKind, message: string | undefined];

export function about(what: string, found: readonly Found[]): Warning[] {
  return found.flatMap(([kind, message]) => (message === undefined ? [] : [{ kind, about: what, message }]));
}

/** Warns of rights on a bucket or of a user that are refused, or wider than they are mostly meant to be. */
export function rightWarnings(what: string, judged: readonly JudgedRight[], now: Date): Warning[] {
  const held = judged.filter(isHeld).map(({ right }) => right);
  const outputs = outputsAmong(judged.map(({ right }) => right));
  return about(what, [
    ...refused(judged),
    ...grouped(held, ({ who, bucket }) => [who, bucket]).flatMap((rights) =>
      wide(
        rights.filter(({ window }) => !isClosed(leftOf(window, now))),
        outputs,
      ),
    ),
  ]);
}

/** What kept statements deny altogether of ACLs or of a user's grants; what they deny of the policy is a warning of the file. */
function refused(judged: readonly JudgedRight[]): Found[] {
  const isNotOfFile = ({ right: { by, who } }: JudgedRight) => by !== POLICY || who.kind === 'user';
  const found = grouped(judged.filter(isNotOfFile), ({ right: { from, action } }) => [from, action])
    .filter((rights) => !rights.some(isHeld))
    .flatMap((rights) => rights.flatMap(({ refusals }) => refusals.filter(({ isAccepted }) => !isAccepted)));
  return grouped(found, ({ right: { who, bucket }, place }) => [who, bucket, place]).map((group) => {
    const { right, account, place, statement } = group[0]!;
    const actions = inTellingOrder(group.map((one) => one.right.action)).join(', ');
    const exemption =
      right.who.kind === 'user' ? 'name in its Principal those whom it is for' : exemptionText(statement, account);
    const message =
      `${labelOf(place)} in the policy of ${right.bucket} denies ${nameOf(right.who)} every request of ${actions}, ` +
      `which ${allowing(group)}; ${exemption}, or keep it on purpose: ${acceptedDenies(place.sid)}`;
    return [WarningKind.REFUSED, message];
  });
}

const WRITING: readonly GrantedAction[] = Zencoder.actions().filter((action) =>
  [ZencoderAccessLevel.WRITE, ZencoderAccessLevel.PERMISSIONS_MANAGEMENT].includes(Zencoder.accessLevel(action)),
);

/** What is wide in the rights of one principal on one bucket. @param outputs the entries that are outputs */
function wide(rights: readonly Right[], outputs: ReadonlySet<string>): readonly Found[] {
  const may = (isSuch: (right: Right) => boolean) => {
    const such = rights.filter(isSuch);
    const actions = inTellingOrder(such.map(({ action }) => action));
    return such[0] && `${nameOf(such[0].who)} may ${verbsWithPrepositions(actions)} ${such[0].bucket}`;
  };
  const writes = ({ action }: Right) => WRITING.includes(action);
  const isEndless = ({ by, window }: Right) => by === POLICY && window.overTls === NO_END;
  const whole = may((right) => writes(right) && isWholeBucket(right.scope));
  const endless = may((right) => writes(right) && isEndless(right));
  const listing = may(({ action }) => action === LIST_BUCKET);
  return [
    [WarningKind.WHOLE_BUCKET_WRITABLE, whole && `${whole}, the whole bucket; prefixes or keys would limit that`],
    [WarningKind.NO_EXPIRY, endless && `${endless} without end; expires would set one`],
    [WarningKind.READ_AND_WRITTEN, readAndWritten(rights, outputs)],
    [WarningKind.ALL_KEYS_LISTED, listing && `${listing}, whatever prefixes and keys say (s3:ListBucket)`],
  ];
}

const MOST_NAMED = 3;
const OUTPUT: readonly GrantedAction[] = Zencoder.roleActions(ZencoderRole.OUTPUT);

/** The entries that allow exactly what the role `output` does, by its name or action by action: that they read is part of writing. */
function outputsAmong(rights: readonly Right[]): ReadonlySet<string> {
  const entries = grouped(rights, ({ from }) => from);
  return new Set(entries.filter(isOutput).map(([right]) => right!.from));
}

function isOutput(entry: readonly Right[]): boolean {
  const actions = new Set(entry.map(({ action }) => action));
  return actions.size === OUTPUT.length && OUTPUT.every((action) => actions.has(action));
}

/** What is read on purpose, and written, in one place. */
function readAndWritten(rights: readonly Right[], outputs: ReadonlySet<string>): string | undefined {
  const reading = rights.filter(({ action, from }) => action === GET_OBJECT && !outputs.has(from));
  const writing = rights.filter(({ action }) => action === PUT_OBJECT);
  const both = reading.flatMap((read) =>
    writing
      .filter((write) => overlap(read.scope, write.scope))
      .map((write) => (covers(read.scope, write.scope) ? write.scope : read.scope)),
  );
  if (both.length === 0) {
    return undefined;
  }
  const { who, bucket } = rights[0]!;
  const where = scopesInSentence(
    grouped(both, (scope) => scope).map(([scope]) => scope!),
    shown,
    MOST_NAMED,
  );
  return `${nameOf(who)} may overwrite what it reads from ${bucket}${where}; inputs and outputs apart would prevent that`;
}
