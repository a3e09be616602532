import type { ResolvedBucket, ResolvedConfig, ResolvedUser } from '../config/resolve';
import { asSet } from '../messages/text';

/** A bucket as the old and the new file have it. */
export interface BucketPair {
  readonly name: string;
  readonly before?: ResolvedBucket;
  readonly after?: ResolvedBucket;
}

export function bucketPairs({ buckets: before }: ResolvedConfig, { buckets: after }: ResolvedConfig): BucketPair[] {
  return asSet([...before.keys(), ...after.keys()]).map((name) => ({
    name,
    before: before.get(name),
    after: after.get(name),
  }));
}

/** A user as the old and the new file have it. */
export interface UserPair {
  readonly before?: ResolvedUser;
  readonly after?: ResolvedUser;
}

/** The same user is who has the same name and stack, or the same name where no file has two of that name. */
export function userPairs({ users: before }: ResolvedConfig, { users: after }: ResolvedConfig): UserPair[] {
  return asSet([...before, ...after].map(({ user }) => user)).flatMap((name) => {
    const [old, young] = [before, after].map((users) => users.filter(({ user }) => user === name));
    if (old!.length < 2 && young!.length < 2) {
      return [{ before: old![0], after: young![0] }];
    }
    return asSet([...old!, ...young!].map(({ stack }) => stack)).map((stack) => ({
      before: old!.find((user) => user.stack === stack),
      after: young!.find((user) => user.stack === stack),
    }));
  });
}
