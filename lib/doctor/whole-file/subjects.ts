import { type ResolvedBucket, type ResolvedConfig, type ResolvedUser, sortedBuckets } from '../../config/resolve';
import { byCodePoint } from '../../messages/text';
import type { NamedKey } from './key-statement';

/** One thing of the file that is looked at as a whole. */
export type Subject =
  | { readonly kind: 'bucket'; readonly stack: string; readonly bucket: ResolvedBucket }
  | { readonly kind: 'kms-key'; readonly stack: string; readonly key: NamedKey }
  | { readonly kind: 'user'; readonly stack: string; readonly user: ResolvedUser };

/** What of the file is looked at: of these stacks, and these buckets. */
export interface Choice {
  readonly stacks?: readonly string[];
  readonly buckets?: readonly string[];
}

/** The buckets, then the keys that they name, then the users, each in the order of their names. Where buckets are chosen, no users. */
export function subjectsOf(config: ResolvedConfig, { stacks, buckets }: Choice): Subject[] {
  const isChosen = ({ stack }: { readonly stack: string }) => stacks?.includes(stack) ?? true;
  const chosen = sortedBuckets(config)
    .filter(isChosen)
    .filter(({ bucket }) => buckets?.includes(bucket) ?? true);
  const users = buckets === undefined ? config.users.filter(isChosen) : [];
  return [
    ...chosen.map((bucket): Subject => ({ kind: 'bucket', stack: bucket.stack, bucket })),
    ...keysOf(chosen),
    ...[...users]
      .sort((a, b) => byCodePoint(a.user, b.user) || byCodePoint(a.stack, b.stack))
      .map((user): Subject => ({ kind: 'user', stack: user.stack, user })),
  ];
}

/** A key may encrypt buckets of several stacks: it is looked at once, as the first of them does. */
function keysOf(buckets: readonly ResolvedBucket[]): Subject[] {
  const byArn = new Map<string, ResolvedBucket[]>();
  for (const bucket of buckets) {
    if (bucket.kmsKeyArn !== undefined) {
      const own = byArn.get(bucket.kmsKeyArn) ?? [];
      own.push(bucket);
      byArn.set(bucket.kmsKeyArn, own);
    }
  }
  return [...byArn]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([arn, own]) => ({ kind: 'kms-key', stack: own[0]!.stack, key: { arn, buckets: own } }));
}
