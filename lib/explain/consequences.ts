import { copyId } from '../config/construct-id';
import type { ZencoderConfig } from '../config/format';
import { type LeftBucket, objectsBy, type ResolvedBucket, type ResolvedUser, resolve } from '../config/resolve';
import { copyKeyOf, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import { asSet } from '../messages/text';
import { counted, shown } from '../messages/wording';
import { bucketPairs, type FilePair, userPairs } from './file-pairs';
import { keptStatements } from './kept-statements';
import { leaveAdvice } from './leave-advice';
import { grantsLeftInAcls, isLeft, leftAs } from './left-in-place';
import { about, type Found, type Warning, WarningKind } from './warnings';
import { enumeration } from './words';

const { POLICY_DELETED, INTERRUPTED, STACK_GONE, GRANTS_STAY, COPY_DELETED, LEFT } = WarningKind;
const { ACL_COPY } = ZencoderObjectMethod;

/** Warnings about applying the new file: what it deletes, replaces or leaves in place in AWS. */
export function consequences(before: ZencoderConfig, after: ZencoderConfig): Warning[] {
  const resolved = [resolve(before), resolve(after)] as const;
  const [buckets, users] = [bucketPairs(...resolved), userPairs(...resolved)];
  const isGone = (stack: string) => !Object.hasOwn(after.stacks, stack);
  return [
    ...buckets.flatMap(({ before: was, after: is }) =>
      was
        ? about(was.bucket, [
            ...policyWarnings(was, is, isGone(was.stack), leftAs(was, after)),
            ...(isGone(was.stack) ? [] : copyWarnings(was, is, leftAs(was, after))),
          ])
        : [],
    ),
    ...users.flatMap(({ before: was, after: is }) =>
      was && is ? about(`user ${is.user}`, userWarnings(was, is, isGone(was.stack))) : [],
    ),
    ...asSet(Object.keys(before.stacks)).flatMap((stack) => {
      const left = isGone(stack) ? goneStackWarnings(stack, buckets, users) : [];
      return about(`stack ${stack}`, [
        ...left,
        ...leaveAdvice(stack, after, buckets),
        ...remainingGrantWarnings(stack, after, buckets),
      ]);
    }),
  ];
}

/**
 * What applying the new file does to the policy that the previous file gives a bucket.
 * @param isGone the new file does not have the stack that manages the policy
 * @param left the entry of the bucket in `leave` of that stack
 */
function policyWarnings(
  before: ResolvedBucket,
  after: ResolvedBucket | undefined,
  isGone: boolean,
  left: LeftBucket | undefined,
): Found[] {
  const { bucket, stack } = before;
  if (before.document === undefined || (after === undefined && isGone)) {
    return [];
  }
  if (left) {
    const kept = `stack ${stack} leaves the policy of ${bucket} in place: Zencoder keeps the access that it allows, and the file no longer shows that access`;
    return after === undefined ? [[LEFT, kept]] : [];
  }
  if (after?.document === undefined) {
    const { length } = keptStatements(before);
    const kept = length === 0 ? '' : `, including ${counted(length, 'statement')} of other principals`;
    return [[POLICY_DELETED, `the next apply of stack ${stack} deletes the whole policy of ${bucket}${kept}`]];
  }
  return [[INTERRUPTED, stack === after.stack ? regionChange(before, after) : movedPolicy(before, after, isGone)]];
}

function movedPolicy(before: ResolvedBucket, after: ResolvedBucket, isGone: boolean): string {
  const { bucket, stack } = after;
  const moved = `${bucket} moves from stack ${before.stack} to stack ${stack}`;
  return isGone
    ? `${moved}, and ${before.stack} is no longer in the file: destroying ${before.stack} would delete the policy that ${stack} creates`
    : `${moved}: applying ${before.stack} deletes the policy and applying ${stack} creates it, so nobody has access through the policy in between, or afterwards if ${before.stack} is applied last; add ${bucket} to "leave" in ${before.stack}, and set adoptExistingPolicy: true in ${stack}`;
}

/** The AWS provider replaces a resource whose region changes. */
function regionChange({ region: was }: ResolvedBucket, { region: is, bucket }: ResolvedBucket): string | undefined {
  const replaced = `the policy of ${bucket} is deleted and created again, and nobody has access through it in between`;
  if (was === is) {
    return undefined;
  }
  if (was === undefined) {
    return `the file now sets the region ${is}; if the provider used another region before, ${replaced}`;
  }
  return is === undefined
    ? `the file no longer sets the region ${was}; if the provider uses another region, ${replaced}`
    : `the region changes from ${was} to ${is}, so ${replaced}`;
}

/** Copies that are deleted, with all their versions, because their entry is no longer in the stack. */
function copyWarnings(
  before: ResolvedBucket,
  after: ResolvedBucket | undefined,
  left: LeftBucket | undefined,
): Found[] {
  const copies = (bucket: ResolvedBucket | undefined) => (bucket ? objectsBy(bucket, ACL_COPY) : []);
  const remaining = copies(after);
  const stays = (copy: ZencoderObject) => remaining.some((other) => copyId(other) === copyId(copy));
  return copies(before)
    .filter((copy) => !isLeft(copy, left) && (before.stack !== after?.stack || !stays(copy)))
    .map((copy) => {
      const what = `the copy at ${shown(copyKeyOf(copy))} in ${before.bucket} is deleted`;
      return remaining.some((other) => copyKeyOf(other) === copyKeyOf(copy))
        ? [
            COPY_DELETED,
            `${what} and created again in no fixed order, so the new copy can be deleted too; set another copyTo`,
          ]
        : [COPY_DELETED, `${what}, with all its versions`];
    });
}

function userWarnings(before: ResolvedUser, after: ResolvedUser, isGone: boolean): Found[] {
  const user = shown(after.user);
  if (before.stack !== after.stack) {
    const moved = `the user ${user} moves from stack ${before.stack} to stack ${after.stack}`;
    const consequence = isGone
      ? `, and ${before.stack} is no longer in the file: AWS refuses to create a user that already exists`
      : `: applying ${before.stack} deletes the user with its access keys, and applying ${after.stack} creates it without them`;
    const instead = 'first move the user from one state to the other (terraform state mv)';
    return [[INTERRUPTED, `${moved}${consequence}; ${instead}`]];
  }
  const message = `the access key that stack ${after.stack} created for the user ${user} is deleted, and requests with it are denied; first save another access key in the Zencoder account`;
  return before.accessKey && !after.accessKey ? [[INTERRUPTED, message]] : [];
}

/** A stack that is no longer in the file. Buckets and users that moved to another stack have a warning of their own. */
function goneStackWarnings(
  stack: string,
  buckets: readonly FilePair<ResolvedBucket>[],
  users: readonly FilePair<ResolvedUser>[],
): Found[] {
  const isLeft = ({ before, after }: FilePair<{ stack: string }>) => before?.stack === stack && !after;
  const left = [
    ...buckets.filter(isLeft).map(({ before }) => `what it created for ${before!.bucket}`),
    ...users.filter(isLeft).map(({ before }) => `the user ${shown(before!.user)}`),
  ];
  const message = `stack ${stack} is no longer in the file, so no apply deletes ${enumeration(left)}: Zencoder keeps that access until you run "cdktf destroy ${stack}" with the previous file`;
  return left.length === 0 ? [] : [[STACK_GONE, message]];
}

const MAX_NAMED = 3;

function remainingGrantWarnings(
  stack: string,
  after: ZencoderConfig,
  buckets: readonly FilePair<ResolvedBucket>[],
): Found[] {
  const left = buckets.flatMap(({ before: was, after: is }) =>
    was?.stack === stack ? grantsLeftInAcls(was, is, after).map(({ key }) => `${shown(key)} in ${was.bucket}`) : [],
  );
  const message = `the grants in the ACLs of ${enumeration(left, MAX_NAMED)} stay, because nothing revokes them any more; keep stack ${stack} with "objectGrants: true" until an apply has revoked them`;
  return left.length === 0 ? [] : [[GRANTS_STAY, message]];
}
