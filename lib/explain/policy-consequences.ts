import { bucketId } from '../config/construct-id';
import { type BucketPair, type FileBucket, hasPolicy, type IsGone } from '../config/file-buckets';
import { statementsIn } from './other-statement-changes';
import { type Warning, WarningKind } from './warning';

/** What applying the new file does to the policy of a bucket that has one by the old file. */
export function policyConsequences({ name, before, after }: BucketPair, isGone: IsGone): Warning[] {
  if (!hasPolicy(before)) {
    return [];
  }
  if (!hasPolicy(after)) {
    const stays = after === undefined && isGone(before.stack);
    return stays ? [] : [{ kind: WarningKind.POLICY_DELETED, about: name, message: deletion(before) }];
  }
  const message = interruption(before, after, isGone);
  return message === undefined ? [] : [{ kind: WarningKind.INTERRUPTED, about: name, message }];
}

function deletion(before: FileBucket): string {
  const others = statementsIn(before.otherStatements).length;
  const included = others === 0 ? '' : `, ${others === 1 ? 'a statement' : `${others} statements`} of others included`;
  return `the next apply of stack ${before.stack} deletes the whole policy of ${before.bucket}${included}; to leave it in place, run first: ${outOfState(before)}`;
}

function interruption(before: FileBucket, after: FileBucket, isGone: IsGone): string | undefined {
  const { bucket } = after;
  const instead = `run first: ${outOfState(before)}, and set adoptExistingPolicy: true`;
  if (before.stack !== after.stack) {
    const moved = `${bucket} is in stack ${after.stack} instead of ${before.stack}`;
    return isGone(before.stack)
      ? `${moved}, which has left the file: destroying that stack would delete the policy that this one makes; ${instead}`
      : `${moved}: applying ${before.stack} deletes its policy, applying ${after.stack} makes it, and everybody is locked out in between, or for good where ${before.stack} comes last; ${instead}`;
  }
  const [was, is] = [before.region, after.region];
  const replaced = `the policy of ${bucket} is deleted and made again, and everybody is locked out in between`;
  if (was === is) {
    return undefined;
  }
  if (was === undefined) {
    return `the region is said now, ${is}; where the provider chose another one so far, ${replaced}; ${instead}`;
  }
  return is === undefined
    ? `the region ${was} is said no longer; where the provider chooses another one, ${replaced}; ${instead}`
    : `the region changes from ${was} to ${is}, so ${replaced}; ${instead}`;
}

function outOfState({ stack, bucket }: FileBucket): string {
  return `terraform -chdir=cdktf.out/stacks/${stack} state rm aws_s3_bucket_policy.${bucketId(bucket)}`;
}
