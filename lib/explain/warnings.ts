import { isClosed, leftOf, NO_END } from '../grants/access-window';
import { ZencoderObjectMethod } from '../grants/object-access';
import { covers, isWholeBucket, overlap } from '../grants/scope';
import { labelOf } from '../iam/policy';
import { acceptedDenies, exemptionText } from '../judgement/judgement-findings';
import { grouped } from '../messages/grouped';
import { shown } from '../messages/wording';
import { ZencoderAccessLevel } from '../s3/actions';
import { Zencoder, ZencoderAction, ZencoderRole } from '../zencoder/account-and-roles';
import { allowedBy, isHeld, type JudgedRight } from './kept-statements';
import { nameOf, type Right } from './right';
import { type GrantedAction, inSentenceOrder, scopesInSentence, verbsWithPrepositions } from './words';

const { POLICY } = ZencoderObjectMethod;
const { GET_OBJECT, PUT_OBJECT, LIST_BUCKET } = ZencoderAction;

/** The kinds of warnings, for programs. */
export enum WarningKind {
  /** A principal can write anywhere in a bucket. */
  WHOLE_BUCKET_WRITABLE = 'whole-bucket-writable',
  /** A principal can write without an end date. */
  NO_EXPIRY = 'no-expiry',
  /** A principal can overwrite what it reads as input. */
  READ_AND_WRITTEN = 'read-and-written',
  /** All keys of a bucket can be listed. */
  ALL_KEYS_LISTED = 'all-keys-listed',
  /** A kept statement denies what an ACL or a user's policy allows. */
  REFUSED = 'refused',
  /** The policy of a bucket is deleted, including the statements of other principals. */
  POLICY_DELETED = 'policy-deleted',
  /** A policy or a user is deleted and created again. */
  INTERRUPTED = 'interrupted',
  /** Everything that a stack created stays, because the stack is no longer in the file. */
  STACK_GONE = 'stack-gone',
  /** Grants in ACLs of objects stay, because nothing revokes them. */
  GRANTS_STAY = 'grants-stay',
  /** Grants in ACLs of objects are revoked, because their bucket is no longer in the stack. */
  GRANTS_REVOKED = 'grants-revoked',
  /** A copy of an object is deleted. */
  COPY_DELETED = 'copy-deleted',
  /** What to write in the file to leave resources in place instead of deleting them. */
  LEAVE = 'leave',
  /** Access that Zencoder keeps, because its resources are left in place. */
  LEFT = 'left',
}

/** Something that a reader of the file should check. */
export interface Warning {
  readonly kind: WarningKind;
  /** The subject: a bucket, `user` and a name, or `stack` and a name. */
  readonly about: string;
  /** One line, without the subject. */
  readonly message: string;
}

/** A kind of warning, and its message; undefined if there is nothing to warn of. */
export type Found = readonly [WarningKind, message: string | undefined];

export function about(what: string, found: readonly Found[]): Warning[] {
  return found.flatMap(([kind, message]) => (message === undefined ? [] : [{ kind, about: what, message }]));
}

/** Warns of rights on a bucket or of a user that are denied, or wider than most files need. */
export function rightWarnings(what: string, judged: readonly JudgedRight[], now: Date): Warning[] {
  const held = judged.filter(isHeld).map(({ right }) => right);
  const outputs = outputsAmong(judged.map(({ right }) => right));
  return about(what, [
    ...deniedRightWarnings(judged),
    ...grouped(held, ({ who, bucket }) => [who, bucket]).flatMap((rights) =>
      wideRightWarnings(
        rights.filter(({ window }) => !isClosed(leftOf(window, now))),
        outputs,
      ),
    ),
  ]);
}

/**
 * Rights by ACLs or of users that kept statements deny completely. The check of the file warns of rights by the bucket policy that
 * are denied.
 */
function deniedRightWarnings(judged: readonly JudgedRight[]): Found[] {
  const isNotOfFile = ({ right: { by, who } }: JudgedRight) => by !== POLICY || who.kind === 'user';
  const found = grouped(judged.filter(isNotOfFile), ({ right: { from, action } }) => [from, action])
    .filter((rights) => !rights.some(isHeld))
    .flatMap((rights) => rights.flatMap(({ refusals }) => refusals.filter(({ isAccepted }) => !isAccepted)));
  return grouped(found, ({ right: { who, bucket }, place }) => [who, bucket, place]).map((group) => {
    const { right, account, place, statement } = group[0]!;
    const actions = inSentenceOrder(group.map((one) => one.right.action)).join(', ');
    const exemption =
      right.who.kind === 'user' ? 'limit its Principal to the intended principals' : exemptionText(statement, account);
    const message =
      `${labelOf(place)} in the policy of ${right.bucket} denies ${nameOf(right.who)} every request for ${actions} ` +
      `(allowed by ${allowedBy(group)}); ${exemption}, or keep it on purpose: ${acceptedDenies(place.sid)}`;
    return [WarningKind.REFUSED, message];
  });
}

const WRITING: readonly GrantedAction[] = Zencoder.actions().filter((action) =>
  [ZencoderAccessLevel.WRITE, ZencoderAccessLevel.PERMISSIONS_MANAGEMENT].includes(Zencoder.accessLevel(action)),
);

/** Warnings of wide rights of one principal on one bucket. @param outputs the entries for outputs */
function wideRightWarnings(rights: readonly Right[], outputs: ReadonlySet<string>): readonly Found[] {
  const can = (isSuch: (right: Right) => boolean) => {
    const such = rights.filter(isSuch);
    const actions = inSentenceOrder(such.map(({ action }) => action));
    return such[0] && `${nameOf(such[0].who)} can ${verbsWithPrepositions(actions)} ${such[0].bucket}`;
  };
  const writes = ({ action }: Right) => WRITING.includes(action);
  const isEndless = ({ by, window }: Right) => by === POLICY && window.overTls === NO_END;
  const whole = can((right) => writes(right) && isWholeBucket(right.scope));
  const endless = can((right) => writes(right) && isEndless(right));
  const listing = can(({ action }) => action === LIST_BUCKET);
  return [
    [WarningKind.WHOLE_BUCKET_WRITABLE, whole && `${whole}, the whole bucket; to limit that, set prefixes or keys`],
    [WarningKind.NO_EXPIRY, endless && `${endless} without an end date; to set one, use expires`],
    [WarningKind.READ_AND_WRITTEN, readAndWritten(rights, outputs)],
    [WarningKind.ALL_KEYS_LISTED, listing && `${listing}; prefixes and keys do not limit that (s3:ListBucket)`],
  ];
}

const MAX_NAMED = 3;
const OUTPUT: readonly GrantedAction[] = Zencoder.roleActions(ZencoderRole.OUTPUT);

/**
 * The entries that allow exactly the actions of the role `output`, by role or by actions. Such an entry reads only as a part of
 * writing.
 */
function outputsAmong(rights: readonly Right[]): ReadonlySet<string> {
  const entries = grouped(rights, ({ from }) => from);
  return new Set(entries.filter(isOutput).map(([right]) => right!.from));
}

function isOutput(entry: readonly Right[]): boolean {
  const actions = new Set(entry.map(({ action }) => action));
  return actions.size === OUTPUT.length && OUTPUT.every((action) => actions.has(action));
}

/** The places that a principal both reads as input and writes. */
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
    MAX_NAMED,
  );
  return `${nameOf(who)} can overwrite what it reads from ${bucket}${where}; to prevent that, use different prefixes for inputs and outputs`;
}
