import type { ResolvedBucket, ResolvedConfig, ResolvedUser } from '../config/resolve';
import { asSet } from '../messages/text';

/** A bucket or user as the old and the new file have it. */
export interface FilePair<Item> {
  readonly before?: Item;
  readonly after?: Item;
}

export function bucketPairs(before: ResolvedConfig, after: ResolvedConfig): FilePair<ResolvedBucket>[] {
  return pairs([...before.buckets.values()], [...after.buckets.values()], ({ bucket }) => bucket);
}

/** The same user is who has the same name and stack, or the same name where no file has two of that name. */
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
  const [old, young] = [before, after].map((items) => new Map(items.map((item) => [nameOf(item), item])));
  return asSet([...old!.keys(), ...young!.keys()]).map((name) => ({ before: old!.get(name), after: young!.get(name) }));
}
