import type { ZencoderConfig } from '../config/format';
import { leftBuckets, objectsBy, type ResolvedBucket } from '../config/resolve';
import { ZencoderObjectMethod } from '../grants/object-access';
import { shown } from '../messages/wording';
import type { FilePair } from './file-pairs';
import { isFullyLeft, leaveLine, leftAs } from './left-in-place';
import { type Found, WarningKind } from './warnings';
import { enumeration } from './words';

const { LEAVE, GRANTS_REVOKED } = WarningKind;
const { ACL, ACL_COPY } = ZencoderObjectMethod;

type Pair = FilePair<ResolvedBucket>;

const MAX_NAMED = 3;

/**
 * What to write in `leave` of a stack of the previous file, so that applying the new file deletes nothing of a bucket, and the
 * grants on objects that the stack revokes anyway.
 */
export function leaveAdvice(stack: string, after: ZencoderConfig, buckets: readonly Pair[]): Found[] {
  const pairs = buckets.filter(({ before }) => before?.stack === stack);
  const isGone = !Object.hasOwn(after.stacks, stack);
  const already = isGone ? [] : leftBuckets(after.stacks[stack]!);
  const removed = pairs.filter((pair) => pair.after?.stack !== stack);
  const leaving = removed
    .map(({ before }) => before!)
    .filter((bucket) => hasSomethingToLeave(bucket) && !isFullyLeft(bucket, leftAs(bucket, after)));
  const isToBeRevoked = ({ before, after: is }: Pair) =>
    is === undefined && !leaving.includes(before!) && !leftAs(before!, after);
  const replaced = pairs.filter((pair) => pair.after?.stack === stack && isPolicyReplaced(pair));
  const line = (of: readonly ResolvedBucket[]) => leaveLine(of, already);
  return [
    ...(leaving.length === 0 ? [] : [proposal(stack, isGone, namesOf(leaving), line(leaving))]),
    ...(replaced.length === 0 ? [] : [inTwoSteps(stack, replaced, line(replaced.map(({ before }) => before!)))]),
    ...(isGone || !after.stacks[stack]!.objectGrants
      ? []
      : revoked(
          stack,
          removed.filter((pair) => !isToBeRevoked(pair)),
        )),
  ];
}

function hasSomethingToLeave(bucket: ResolvedBucket): boolean {
  const { document, objectOwnership } = bucket;
  return document !== undefined || objectOwnership !== undefined || objectsBy(bucket, ACL_COPY).length > 0;
}

/**
 * Whether a stack keeps the bucket, but deletes or replaces its policy. The AWS provider replaces a resource whose region changes.
 */
function isPolicyReplaced({ before, after }: Pair): boolean {
  return before?.document !== undefined && (after?.document === undefined || before.region !== after.region);
}

function namesOf(buckets: readonly ResolvedBucket[]): string {
  return enumeration(
    buckets.map(({ bucket }) => bucket),
    MAX_NAMED,
  );
}

function proposal(stack: string, isGone: boolean, names: string, line: string): Found {
  return [
    LEAVE,
    isGone
      ? `to leave in place what stack ${stack} created for ${names}, keep the stack in the file and replace its buckets with this line: ${line}`
      : `to leave in place what stack ${stack} created for ${names}, add this line to the stack: ${line}`,
  ];
}

function inTwoSteps(stack: string, replaced: readonly Pair[], line: string): Found {
  const adopted = replaced.flatMap(({ after }) => (after?.document ? [after] : []));
  const adopting = adopted.length === 0 ? '' : ` with adoptExistingPolicy: true on ${namesOf(adopted)}`;
  const names = namesOf(replaced.map(({ before }) => before!));
  return [
    LEAVE,
    `to keep the policy of ${names} in place, apply the previous file first, without ${replaced.length === 1 ? 'that bucket' : 'those buckets'} and with one more line in stack ${stack}, and then the new file${adopting}; the line is: ${line}`,
  ];
}

/**
 * The grants on objects that the next apply of a stack revokes. A Terraform block `removed` cannot name single instances of a
 * resource, so a stack cannot leave a single grant in place.
 */
function revoked(stack: string, removed: readonly Pair[]): Found[] {
  const grantsOf = (pairs: readonly Pair[]) =>
    pairs.flatMap(({ before }) => objectsBy(before!, ACL).map(({ key }) => `${shown(key)} in ${before!.bucket}`));
  const isSetAgain = ({ before, after }: Pair) =>
    after !== undefined &&
    objectsBy(after, ACL).some(({ key }) => objectsBy(before!, ACL).some((was) => was.key === key));
  const nextStacks = [...new Set(removed.filter(isSetAgain).map(({ after }) => after!.stack))];
  const grants = grantsOf(removed);
  const order =
    nextStacks.length === 0
      ? 'to keep a grant, first give the object another method'
      : `apply ${stack} before ${enumeration(nextStacks)}, which sets grants there again: in the other order the grants are lost, and no plan shows it`;
  const message = `the next apply of stack ${stack} revokes the grants in the ACLs of ${enumeration(grants, MAX_NAMED)}, even if the stack leaves the bucket in place; ${order}`;
  return grants.length === 0 ? [] : [[GRANTS_REVOKED, message]];
}
