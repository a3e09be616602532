import { kmsKeys } from '../../config/kms-keys';
import { type ResolvedBucket, type ResolvedConfig, type ResolvedUser, sortedBuckets } from '../../config/resolve';
import { byCodePoint } from '../../messages/text';
import type { NamedKey } from './key-statement';

/** A bucket, a key or a user of the file, which is checked as a whole. */
export type Subject =
  | { readonly kind: 'bucket'; readonly stack: string; readonly bucket: ResolvedBucket }
  | { readonly kind: 'kms-key'; readonly stack: string; readonly key: NamedKey }
  | { readonly kind: 'user'; readonly stack: string; readonly user: ResolvedUser };

/** The part of the file to check: these stacks, and these buckets. */
export interface Choice {
  readonly stacks?: readonly string[];
  readonly buckets?: readonly string[];
}

/** The buckets, then their keys, then the users, each sorted by name. If buckets are chosen, there are no users. */
export function subjectsOf(config: ResolvedConfig, { stacks, buckets }: Choice): Subject[] {
  const isChosen = ({ stack }: { readonly stack: string }) => stacks?.includes(stack) ?? true;
  const chosen = sortedBuckets(config)
    .filter(isChosen)
    .filter(({ bucket }) => buckets?.includes(bucket) ?? true);
  const users = buckets === undefined ? config.users.filter(isChosen) : [];
  return [
    ...chosen.map((bucket): Subject => ({ kind: 'bucket', stack: bucket.stack, bucket })),
    ...keysOf(config, chosen),
    ...[...users]
      .sort((a, b) => byCodePoint(a.user, b.user) || byCodePoint(a.stack, b.stack))
      .map((user): Subject => ({ kind: 'user', stack: user.stack, user })),
  ];
}

/** A key can encrypt buckets of several stacks. It is checked once, with the access of the first of them. */
function keysOf(config: ResolvedConfig, chosen: readonly ResolvedBucket[]): Subject[] {
  return kmsKeys(config).flatMap(({ arn, buckets: names, statement }): Subject[] => {
    const buckets = chosen.filter(({ bucket }) => names.includes(bucket));
    const [first] = buckets;
    return first === undefined ? [] : [{ kind: 'kms-key', stack: first.stack, key: { arn, buckets, statement } }];
  });
}
