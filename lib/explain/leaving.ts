import type { ZencoderConfig } from '../config/format';
import { leftBuckets, objectsBy, type ResolvedBucket } from '../config/resolve';
import { ZencoderObjectMethod } from '../grants/object-access';
import { shown } from '../messages/wording';
import type { FilePair } from './file-pairs';
import { isWhollyLeft, leaveLine, leftAs } from './left';
import { type Found, WarningKind } from './warnings';
import { enumeration } from './words';

const { LEAVE, GRANTS_REVOKED } = WarningKind;
const { ACL, ACL_COPY } = ZencoderObjectMethod;

type Pair = FilePair<ResolvedBucket>;

const MOST_NAMED = 3;

/** What a stack of the old file has to leave, so that nothing of a bucket is deleted, and the grants in place that it revokes anyway. */
export function ofLeaving(stack: string, after: ZencoderConfig, buckets: readonly Pair[]): Found[] {
  const pairs = buckets.filter(({ before }) => before?.stack === stack);
  const isGone = !Object.hasOwn(after.stacks, stack);
  const already = isGone ? [] : leftBuckets(after.stacks[stack]!);
  const away = pairs.filter((pair) => pair.after?.stack !== stack);
  const leaving = away
    .map(({ before }) => before!)
    .filter((bucket) => hasWhatCanBeLeft(bucket) && !isWhollyLeft(bucket, leftAs(bucket, after)));
  const isToBeRevoked = ({ before, after: is }: Pair) =>
    is === undefined && !leaving.includes(before!) && !leftAs(before!, after);
  const again = pairs.filter((pair) => pair.after?.stack === stack && isMadeAgain(pair));
  const line = (of: readonly ResolvedBucket[]) => leaveLine(of, already);
  return [
    ...(leaving.length === 0 ? [] : [proposal(stack, isGone, namesOf(leaving), line(leaving))]),
    ...(again.length === 0 ? [] : [inTwoSteps(stack, again, line(again.map(({ before }) => before!)))]),
    ...(isGone || !after.stacks[stack]!.objectGrants
      ? []
      : revoked(
          stack,
          away.filter((pair) => !isToBeRevoked(pair)),
        )),
  ];
}

function hasWhatCanBeLeft(bucket: ResolvedBucket): boolean {
  const { document, objectOwnership } = bucket;
  return document !== undefined || objectOwnership !== undefined || objectsBy(bucket, ACL_COPY).length > 0;
}

/** Whether the policy that a stack has goes, though it keeps the bucket: AWS's provider makes what is in another region anew. */
function isMadeAgain({ before, after }: Pair): boolean {
  return before?.document !== undefined && (after?.document === undefined || before.region !== after.region);
}

function namesOf(buckets: readonly ResolvedBucket[]): string {
  return enumeration(
    buckets.map(({ bucket }) => bucket),
    MOST_NAMED,
  );
}

function proposal(stack: string, isGone: boolean, names: string, line: string): Found {
  return [
    LEAVE,
    isGone
      ? `to have Terraform forget what stack ${stack} made for ${names}, and leave it in place, keep the stack as it was, with this line in place of its buckets: ${line}`
      : `to leave in place what stack ${stack} made for ${names}, write into the stack: ${line}`,
  ];
}

function inTwoSteps(stack: string, again: readonly Pair[], line: string): Found {
  const adopted = again.flatMap(({ after }) => (after?.document ? [after] : []));
  const adopting = adopted.length === 0 ? '' : `, with adoptExistingPolicy: true on ${namesOf(adopted)}`;
  const names = namesOf(again.map(({ before }) => before!));
  return [
    LEAVE,
    `to keep the policy of ${names} in place, apply twice: the new file${adopting}, but first the old one with this line in stack ${stack} and without ${again.length === 1 ? 'that bucket' : 'those buckets'}: ${line}`,
  ];
}

/** `removed` names no instances of a resource, so no single grant in place can be forgotten. */
function revoked(stack: string, away: readonly Pair[]): Found[] {
  const grantsOf = (pairs: readonly Pair[]) =>
    pairs.flatMap(({ before }) => objectsBy(before!, ACL).map(({ key }) => `${shown(key)} in ${before!.bucket}`));
  const isSetAgain = ({ before, after }: Pair) =>
    after !== undefined &&
    objectsBy(after, ACL).some(({ key }) => objectsBy(before!, ACL).some((was) => was.key === key));
  const others = [...new Set(away.filter(isSetAgain).map(({ after }) => after!.stack))];
  const grants = grantsOf(away);
  const order =
    others.length === 0
      ? 'to keep one, give the object another method first'
      : `apply ${stack} before ${enumeration(others)}, which sets grants there anew: in the other order they are lost, and no plan shows it`;
  const message = `the next apply of stack ${stack} revokes the grants in the ACLs of ${enumeration(grants, MOST_NAMED)}, whatever the stack leaves; ${order}`;
  return grants.length === 0 ? [] : [[GRANTS_REVOKED, message]];
}
