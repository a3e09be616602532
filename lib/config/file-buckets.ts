import { methodOf, ZencoderObjectMethod } from '../grants/object-access';
import { asSet } from '../messages/text';
import { bucketSettings, type ZencoderConfig } from './config';

/** A bucket of the file, with what it has from its stack. */
export type FileBucket = ReturnType<typeof bucketSettings> & { readonly stack: string };

/** By name: a bucket stands in one stack. */
export function bucketsIn({ stacks }: ZencoderConfig): ReadonlyMap<string, FileBucket> {
  return new Map(
    Object.entries(stacks).flatMap(([stack, config]) =>
      Object.keys(config.buckets ?? {}).map((name) => [name, { ...bucketSettings(config, name), stack }]),
    ),
  );
}

/** A bucket as the old and the new file have it. */
export interface BucketPair {
  readonly name: string;
  readonly before?: FileBucket;
  readonly after?: FileBucket;
}

export function bucketPairs(before: ZencoderConfig, after: ZencoderConfig): BucketPair[] {
  const [old, young] = [bucketsIn(before), bucketsIn(after)];
  return asSet([...old.keys(), ...young.keys()]).map((name) => ({
    name,
    before: old.get(name),
    after: young.get(name),
  }));
}

/** Whether the bucket gets a policy: not where all its objects have other methods. */
export function hasPolicy(bucket: FileBucket | undefined): bucket is FileBucket {
  return (
    bucket !== undefined && (bucket.grants !== undefined || objectsBy(bucket, ZencoderObjectMethod.POLICY).length > 0)
  );
}

export function objectsBy({ objects = [] }: FileBucket, method: ZencoderObjectMethod) {
  return objects.filter((object) => methodOf(object) === method);
}

/** Whether a stack of the old file is not in the new one. */
export type IsGone = (stack: string) => boolean;
