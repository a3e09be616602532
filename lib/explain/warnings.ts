import { isClosed, leftOf, NO_END } from '../grants/access-window';
import { ZencoderObjectMethod } from '../grants/object-access';
import { covers, isWholeBucket, overlap } from '../grants/scope';
import { labelOf } from '../iam/policy';
import { acceptedDenies, exemptionText, some } from '../judgement/judgement-findings';
import { grouped } from '../messages/grouped';
import { ZencoderAccessLevel } from '../s3/actions';
import { Zencoder, ZencoderAction, ZencoderRole } from '../zencoder/zencoder';
import { isHeld, type JudgedRight } from './judged-right';
import { nameOf, type Right } from './right';
import { type GrantedAction, inTellingOrder, scopesInSentence, verbsWithPrepositions } from './words';

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
  /** A copy of an object is deleted. */
  COPY_DELETED = 'copy-deleted',
}

export interface Warning {
  readonly kind: WarningKind;
  /** A bucket, or `user` and a name, or `stack` and a name. */
  readonly about: string;
  /** One line, without what it is about. */
  readonly message: string;
}

/** What is worth a look in the rights on a bucket, or in those of a user: what is refused, and what is wider than it is mostly meant to be. */
export function rightWarnings(about: string, judged: readonly JudgedRight[], now: Date): Warning[] {
  const held = judged.filter(isHeld).map(({ right }) => right);
  const ofEach = grouped(held, ({ who, bucket }) => [who, bucket]).map((rights) =>
    rights.filter(({ window }) => !isClosed(leftOf(window, now))),
  );
  return [
    ...refused(judged).map((message) => ({ kind: WarningKind.REFUSED, about, message })),
    ...ofEach.flatMap((rights) =>
      WIDE.flatMap(([kind, check]) => {
        const message = check(rights);
        return message === undefined ? [] : [{ kind, about, message }];
      }),
    ),
  ];
}

/**
 * Of what a kept statement denies altogether of an ACL or of a user's grants. What it denies of the policy itself is a warning of the
 * file.
 */
function refused(judged: readonly JudgedRight[]): string[] {
  const isNotOfFile = ({ right: { by, who } }: JudgedRight) =>
    by !== ZencoderObjectMethod.POLICY || who.kind === 'user';
  const found = grouped(judged.filter(isNotOfFile), ({ right: { from, action } }) => [from, action])
    .filter((rights) => !rights.some(isHeld))
    .flat()
    .flatMap(({ right, account, refusals }) =>
      refusals.filter(({ isAccepted }) => !isAccepted).map((refusal) => ({ right, account, refusal })),
    );
  return grouped(found, ({ right: { who, bucket }, refusal: { place } }) => [who, bucket, place]).map((group) => {
    const { right, account, refusal } = group[0]!;
    const { place, statement } = refusal;
    const actions = inTellingOrder(group.map((one) => one.right.action)).join(', ');
    const entries = [...new Set(group.map((one) => one.right.from))];
    const exemption =
      right.who.kind === 'user' ? 'name in its Principal those whom it is for' : exemptionText(statement, account);
    return (
      `${labelOf(place)} in the policy of ${right.bucket} denies ${nameOf(right.who)} every request of ${actions}, ` +
      `which ${some(entries)} ${entries.length > 1 ? 'allow' : 'allows'}; ${exemption}, ` +
      `or keep it on purpose: ${acceptedDenies(place.sid)}`
    );
  });
}

/** A message about rights of one principal on one bucket, where they are wide. */
type Check = (rights: readonly Right[]) => string | undefined;

const WIDE: readonly (readonly [WarningKind, Check])[] = [
  [
    WarningKind.WHOLE_BUCKET_WRITABLE,
    doing(
      (right) => writes(right) && isWholeBucket(right.scope),
      (may) => `${may}, the whole bucket; prefixes or keys would limit that`,
    ),
  ],
  [
    WarningKind.NO_EXPIRY,
    doing(
      (right) => writes(right) && right.by === ZencoderObjectMethod.POLICY && right.window.overTls === NO_END,
      (may) => `${may} without end; expires would set one`,
    ),
  ],
  [WarningKind.READ_AND_WRITTEN, readAndWritten],
  [
    WarningKind.ALL_KEYS_LISTED,
    doing(
      ({ action }) => action === ZencoderAction.LIST_BUCKET,
      (may) => `${may}, whatever prefixes and keys say (s3:ListBucket)`,
    ),
  ],
];

/** Warns of such rights: `Zencoder may write to films`, and what is to be said of it. */
function doing(isSuch: (right: Right) => boolean, message: (may: string) => string): Check {
  return (rights) => {
    const such = rights.filter(isSuch);
    const actions = inTellingOrder(such.map(({ action }) => action));
    return such[0] && message(`${nameOf(such[0].who)} may ${verbsWithPrepositions(actions)} ${such[0].bucket}`);
  };
}

const WRITING = [ZencoderAccessLevel.WRITE, ZencoderAccessLevel.PERMISSIONS_MANAGEMENT];

function writes({ action }: Right): boolean {
  return isOf(Zencoder.actions(), action) && WRITING.includes(Zencoder.accessLevel(action));
}

function isOf(actions: readonly ZencoderAction[], action: GrantedAction): action is ZencoderAction {
  return (actions as readonly GrantedAction[]).includes(action);
}

const MOST_NAMED = 3;

/** What reads as input does, and what writes, in one place. That an output is read too is part of its role. */
function readAndWritten(rights: readonly Right[]): string | undefined {
  const isAction = (sought: ZencoderAction) => (right: Right) => right.action === sought;
  const entries = grouped(rights, ({ from }) => from);
  const reading = entries.filter(readsInput).flat().filter(isAction(ZencoderAction.GET_OBJECT));
  const writing = rights.filter(isAction(ZencoderAction.PUT_OBJECT));
  const both = reading.flatMap((read) =>
    writing
      .filter((write) => overlap(read.scope, write.scope))
      .map((write) => (covers(read.scope, write.scope) ? write.scope : read.scope)),
  );
  const different = grouped(both, (scope) => scope).map(([scope]) => scope!);
  if (different.length === 0) {
    return undefined;
  }
  const { who, bucket } = rights[0]!;
  const where = scopesInSentence(different, undefined, MOST_NAMED);
  return `${nameOf(who)} may overwrite what it reads from ${bucket}${where}; inputs and outputs apart would prevent that`;
}

const OUTPUT = Zencoder.roleActions(ZencoderRole.OUTPUT);

function readsInput(entry: readonly Right[]): boolean {
  const actions = entry.map(({ action }) => action);
  return !actions.includes(ZencoderAction.PUT_OBJECT) || !actions.every((action) => isOf(OUTPUT, action));
}
