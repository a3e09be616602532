import type { ZencoderConfig } from '../config/config';
import { bucketId } from '../config/construct-id';
import { objectsBy, type ResolvedBucket, resolve } from '../config/resolve';
import { copyKeyOf, ZencoderObjectMethod } from '../grants/object-access';
import { shown } from '../messages/shown';
import { type BucketPair, bucketPairs, type UserPair, userPairs } from './file-pairs';
import { keptStatements } from './judged-right';
import { type Warning, WarningKind } from './warnings';
import { enumeration } from './words';

const { POLICY_DELETED, INTERRUPTED, STACK_GONE, GRANTS_STAY, COPY_DELETED } = WarningKind;
const { ACL, ACL_COPY } = ZencoderObjectMethod;

/** What applying the new file does beside opening and closing, and what stays behind. */
export function consequences(before: ZencoderConfig, after: ZencoderConfig): Warning[] {
  const [old, young] = [resolve(before), resolve(after)];
  const [buckets, users] = [bucketPairs(old, young), userPairs(old, young)];
  const isGone = (stack: string) => !Object.hasOwn(after.stacks, stack);
  return [
    ...buckets.flatMap((pair) => [...policyConsequences(pair, isGone), ...copyConsequences(pair, isGone)]),
    ...users.flatMap((pair) => userConsequences(pair, isGone)),
    ...Object.keys(before.stacks).flatMap((stack) => [
      ...(isGone(stack) ? stackGone(stack, buckets, users) : []),
      ...(after.stacks[stack]?.objectGrants === true ? [] : grantsStay(stack, buckets)),
    ]),
  ];
}

/** Whether a stack of the old file is not in the new one. */
type IsGone = (stack: string) => boolean;

/** What applying the new file does to the policy of a bucket that has one by the old file. */
function policyConsequences({ name, before, after }: BucketPair, isGone: IsGone): Warning[] {
  if (before?.document === undefined) {
    return [];
  }
  const outOfState = `run first: terraform -chdir=cdktf.out/stacks/${before.stack} state rm aws_s3_bucket_policy.${bucketId(name)}`;
  if (after?.document === undefined) {
    const { length } = keptStatements(before);
    const others = length === 0 ? '' : `, ${length === 1 ? 'a statement' : `${length} statements`} of others included`;
    const message = `the next apply of stack ${before.stack} deletes the whole policy of ${name}${others}; to leave it in place, ${outOfState}`;
    return after === undefined && isGone(before.stack) ? [] : [{ kind: POLICY_DELETED, about: name, message }];
  }
  const interruption =
    before.stack === after.stack ? regionChange(before, after) : movedPolicy(before, after, isGone(before.stack));
  return interruption === undefined
    ? []
    : [
        {
          kind: INTERRUPTED,
          about: name,
          message: `${interruption}; ${outOfState}, and set adoptExistingPolicy: true`,
        },
      ];
}

function movedPolicy(before: ResolvedBucket, after: ResolvedBucket, isGone: boolean): string {
  const moved = `${after.bucket} is in stack ${after.stack} instead of ${before.stack}`;
  return isGone
    ? `${moved}, which has left the file: destroying that stack would delete the policy that this one makes`
    : `${moved}: applying ${before.stack} deletes its policy, applying ${after.stack} makes it, and everybody is locked out in between, or for good where ${before.stack} comes last`;
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
function copyConsequences({ name, before, after }: BucketPair, isGone: IsGone): Warning[] {
  if (before === undefined || isGone(before.stack)) {
    return [];
  }
  const copies = (bucket: ResolvedBucket | undefined) =>
    bucket ? objectsBy(bucket, ACL_COPY).map((copy) => ({ of: copy.key, place: copyKeyOf(copy) })) : [];
  const young = copies(after);
  return copies(before)
    .filter(
      ({ of, place }) => before.stack !== after?.stack || !young.some((copy) => copy.of === of && copy.place === place),
    )
    .map(({ place }) => {
      const what = `the copy at ${shown(place)} in ${name} is deleted`;
      const message = young.some((copy) => copy.place === place)
        ? `${what} and made again, in no certain order, so the new one may go with the old; choose another place by copyTo`
        : `${what}, with all its versions`;
      return { kind: COPY_DELETED, about: name, message };
    });
}

function userConsequences({ before, after }: UserPair, isGone: IsGone): Warning[] {
  if (before === undefined || after === undefined) {
    return [];
  }
  const user = shown(after.user);
  const warning = (message: string): Warning[] => [{ kind: INTERRUPTED, about: `user ${after.user}`, message }];
  if (before.stack !== after.stack) {
    const moved = `the user ${user} is in stack ${after.stack} instead of ${before.stack}`;
    const consequence = isGone(before.stack)
      ? ', which has left the file: AWS refuses to make a user that is there already'
      : `: applying ${before.stack} deletes it with its access keys, applying ${after.stack} makes it without`;
    return warning(`${moved}${consequence}; move it from the one state to the other first (terraform state mv)`);
  }
  return before.accessKey && !after.accessKey
    ? warning(
        `the access key that stack ${after.stack} made for the user ${user} is deleted: who uses it is locked out; save another one in the Zencoder account first`,
      )
    : [];
}

/** What moved to another stack is told there. */
function stackGone(stack: string, buckets: readonly BucketPair[], users: readonly UserPair[]): Warning[] {
  const isLeft = ({ before, after }: BucketPair | UserPair) => before?.stack === stack && !after;
  const left = [
    ...buckets.filter(isLeft).map(({ name }) => `what it made for ${name}`),
    ...users.filter(isLeft).map(({ before }) => `the user ${shown(before!.user)}`),
  ];
  const message = `stack ${stack} has left the file, so no apply deletes ${enumeration(left)}: Zencoder keeps all that until "cdktf destroy ${stack}" is run with the old file`;
  return left.length === 0 ? [] : [{ kind: STACK_GONE, about: `stack ${stack}`, message }];
}

const MOST_NAMED = 3;

/** Terraform revokes grants only as long as the stack says `objectGrants: true`. */
function grantsStay(stack: string, buckets: readonly BucketPair[]): Warning[] {
  const keysOf = (bucket: ResolvedBucket | undefined) => (bucket ? objectsBy(bucket, ACL).map(({ key }) => key) : []);
  const left = buckets
    .filter(({ before }) => before?.stack === stack)
    .flatMap(({ name, before, after }) => {
      const kept = new Set(keysOf(after));
      return keysOf(before)
        .filter((key) => !kept.has(key))
        .map((key) => `${shown(key)} in ${name}`);
    });
  const message = `the grants in the ACLs of ${enumeration(left, MOST_NAMED)} stay, since nothing revokes them any more; keep stack ${stack} with "objectGrants: true" until an apply has revoked them`;
  return left.length === 0 ? [] : [{ kind: GRANTS_STAY, about: `stack ${stack}`, message }];
}
