import { copyId } from '../config/construct-id';
import type { ZencoderConfig } from '../config/format';
import { type LeftBucket, objectsBy, type ResolvedBucket, type ResolvedUser, resolve } from '../config/resolve';
import { copyKeyOf, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import { shown } from '../messages/wording';
import { bucketPairs, type FilePair, userPairs } from './file-pairs';
import { keptStatements } from './kept-statements';
import { ofLeaving } from './leaving';
import { isLeft, leftAs, stayingInPlace } from './left';
import { about, type Found, type Warning, WarningKind } from './warnings';
import { enumeration } from './words';

const { POLICY_DELETED, INTERRUPTED, STACK_GONE, GRANTS_STAY, COPY_DELETED, LEFT } = WarningKind;
const { ACL_COPY } = ZencoderObjectMethod;

/** What applying the new file does beside opening and closing, and what stays behind. */
export function consequences(before: ZencoderConfig, after: ZencoderConfig): Warning[] {
  const [old, young] = [resolve(before), resolve(after)];
  const [buckets, users] = [bucketPairs(old, young), userPairs(old, young)];
  const isGone = (stack: string) => !Object.hasOwn(after.stacks, stack);
  return [
    ...buckets.flatMap(({ before: was, after: is }) =>
      was
        ? about(was.bucket, [
            ...ofPolicy(was, is, isGone(was.stack), leftAs(was, after)),
            ...(isGone(was.stack) ? [] : ofCopies(was, is, leftAs(was, after))),
          ])
        : [],
    ),
    ...users.flatMap(({ before: was, after: is }) =>
      was && is ? about(`user ${is.user}`, ofUser(was, is, isGone(was.stack))) : [],
    ),
    ...Object.keys(before.stacks).flatMap((stack) => {
      const left = isGone(stack) ? stackGone(stack, buckets, users) : [];
      return about(`stack ${stack}`, [
        ...left,
        ...ofLeaving(stack, after, buckets),
        ...grantsStay(stack, after, buckets),
      ]);
    }),
  ];
}

/**
 * What applying the new file does to the policy of a bucket that has one by the old file.
 * @param isGone the stack of the old file is not in the new one
 * @param left what that stack leaves of the bucket
 */
function ofPolicy(
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
    const kept = `stack ${stack} leaves the policy of ${bucket} in place, so Zencoder keeps what it allows, and the file shows it no longer`;
    return after === undefined ? [[LEFT, kept]] : [];
  }
  if (after?.document === undefined) {
    const { length } = keptStatements(before);
    const others = length === 0 ? '' : `, ${length === 1 ? 'a statement' : `${length} statements`} of others included`;
    return [[POLICY_DELETED, `the next apply of stack ${stack} deletes the whole policy of ${bucket}${others}`]];
  }
  return [[INTERRUPTED, stack === after.stack ? regionChange(before, after) : movedPolicy(before, after, isGone)]];
}

function movedPolicy(before: ResolvedBucket, after: ResolvedBucket, isGone: boolean): string {
  const moved = `${after.bucket} is in stack ${after.stack} instead of ${before.stack}`;
  return isGone
    ? `${moved}, which has left the file: destroying that stack would delete the policy that this one makes`
    : `${moved}: applying ${before.stack} deletes its policy, applying ${after.stack} makes it, and everybody is locked out in between, or for good where ${before.stack} comes last; let ${before.stack} leave it, and set adoptExistingPolicy: true in ${after.stack}`;
}

/** AWS's provider makes what is in another region anew. */
function regionChange({ region: was }: ResolvedBucket, { region: is, bucket }: ResolvedBucket): string | undefined {
  const replaced = `the policy of ${bucket} is deleted and made again, and everybody is locked out in between`;
  if (was === is) {
    return undefined;
  }
  if (was === undefined) {
    return `the region is said now, ${is}; where the provider chose another one so far, ${replaced}`;
  }
  return is === undefined
    ? `the region ${was} is said no longer; where the provider chooses another one, ${replaced}`
    : `the region changes from ${was} to ${is}, so ${replaced}`;
}

/** Copies are deleted with their entry, all versions included. */
function ofCopies(before: ResolvedBucket, after: ResolvedBucket | undefined, left: LeftBucket | undefined): Found[] {
  const copies = (bucket: ResolvedBucket | undefined) => (bucket ? objectsBy(bucket, ACL_COPY) : []);
  const young = copies(after);
  const stays = (copy: ZencoderObject) => young.some((other) => copyId(other) === copyId(copy));
  return copies(before)
    .filter((copy) => !isLeft(copy, left) && (before.stack !== after?.stack || !stays(copy)))
    .map((copy) => {
      const what = `the copy at ${shown(copyKeyOf(copy))} in ${before.bucket} is deleted`;
      return young.some((other) => copyKeyOf(other) === copyKeyOf(copy))
        ? [
            COPY_DELETED,
            `${what} and made again, in no certain order, so the new one may go with the old; choose another place by copyTo`,
          ]
        : [COPY_DELETED, `${what}, with all its versions`];
    });
}

function ofUser(before: ResolvedUser, after: ResolvedUser, isGone: boolean): Found[] {
  const user = shown(after.user);
  if (before.stack !== after.stack) {
    const moved = `the user ${user} is in stack ${after.stack} instead of ${before.stack}`;
    const consequence = isGone
      ? ', which has left the file: AWS refuses to make a user that is there already'
      : `: applying ${before.stack} deletes it with its access keys, applying ${after.stack} makes it without`;
    const instead = 'move it from the one state to the other first (terraform state mv)';
    return [[INTERRUPTED, `${moved}${consequence}; ${instead}`]];
  }
  const message = `the access key that stack ${after.stack} made for the user ${user} is deleted: who uses it is locked out; save another one in the Zencoder account first`;
  return before.accessKey && !after.accessKey ? [[INTERRUPTED, message]] : [];
}

/** What moved to another stack is told there. */
function stackGone(
  stack: string,
  buckets: readonly FilePair<ResolvedBucket>[],
  users: readonly FilePair<ResolvedUser>[],
): Found[] {
  const isLeft = ({ before, after }: FilePair<{ stack: string }>) => before?.stack === stack && !after;
  const left = [
    ...buckets.filter(isLeft).map(({ before }) => `what it made for ${before!.bucket}`),
    ...users.filter(isLeft).map(({ before }) => `the user ${shown(before!.user)}`),
  ];
  const message = `stack ${stack} has left the file, so no apply deletes ${enumeration(left)}: Zencoder keeps all that until "cdktf destroy ${stack}" is run with the old file`;
  return left.length === 0 ? [] : [[STACK_GONE, message]];
}

const MOST_NAMED = 3;

function grantsStay(stack: string, after: ZencoderConfig, buckets: readonly FilePair<ResolvedBucket>[]): Found[] {
  const left = buckets.flatMap(({ before: was, after: is }) =>
    was?.stack === stack ? stayingInPlace(was, is, after).map(({ key }) => `${shown(key)} in ${was.bucket}`) : [],
  );
  const message = `the grants in the ACLs of ${enumeration(left, MOST_NAMED)} stay, since nothing revokes them any more; keep stack ${stack} with "objectGrants: true" until an apply has revoked them`;
  return left.length === 0 ? [] : [[GRANTS_STAY, message]];
}
