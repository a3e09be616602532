import type { ResolvedBucket, ResolvedConfig, ResolvedUser } from '../config/resolve';
import { asSet } from '../messages/text';

/** A bucket or user in the previous file and in the new file. */
export interface FilePair<Item> {
  readonly before?: Item;
  readonly after?: Item;
}

export function bucketPairs(before: ResolvedConfig, after: ResolvedConfig): FilePair<ResolvedBucket>[] {
  return pairs([...before.buckets.values()], [...after.buckets.values()], ({ bucket }) => bucket);
}

/** Pairs users by name, or by name and stack if a file has several users with that name. */
export function userPairs(
  { users: before }: ResolvedConfig,
  { users: after }: ResolvedConfig,
): FilePair<ResolvedUser>[] {
  const isTwice = (name: string) =>
    [before, after].some((users) => users.filter(({ user }) => user === name).length > 1);
  return pairs(before, after, ({ user, stack }) => (isTwice(user) ? `${user}\0${stack}` : user));
}

function pairs<Item>(
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
): FilePair<Item>[] {
  const [was, is] = [before, after].map((items) => new Map(items.map((item) => [nameOf(item), item])));
  return asSet([...was!.keys(), ...is!.keys()]).map((name) => ({ before: was!.get(name), after: is!.get(name) }));
}
