import type { ZencoderBucketAccessProps } from '../bucket-access';
import type { ZencoderIdentity } from '../policy/identity';

/** The file `zencoder.yaml`: what stands in it has the names of the construct's props. */
export interface ZencoderConfig {
  readonly stacks: Readonly<Record<string, StackConfig>>;
}

export interface StackConfig {
  /** Of the provider, and of each bucket that says no other. */
  readonly region?: string;
  /** The kind of a backend and its options, in CDKTF's or in Terraform's spelling. */
  readonly backend?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly zencoder?: ZencoderIdentity;
  readonly buckets: Readonly<Record<string, BucketConfig>>;
}

/** `otherStatements` is a path in the file, relative to it, and the text of that file once it is read. */
export type BucketConfig = Omit<ZencoderBucketAccessProps, 'bucket' | 'sourcePolicyDocuments'>;

/** What a bucket has of its own, and else from its stack. */
export function bucketProps(
  stack: StackConfig,
  name: string,
): ZencoderBucketAccessProps & { readonly region?: string } {
  const bucket = stack.buckets[name]!;
  return {
    ...bucket,
    bucket: name,
    region: bucket.region ?? stack.region,
    zencoder: { ...stack.zencoder, ...bucket.zencoder },
  };
}
