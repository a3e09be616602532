import type { ZencoderObjectOwnership } from '../s3/object-ownership';
import type { Acl } from './acl-grant';
import type { Observed } from './observed';

/** How objects are encrypted. */
export interface Encryption {
  /** `AES256`, `aws:kms` or `aws:kms:dsse`. */
  readonly algorithm: string;
  /** The KMS key, as S3 gives it: an ARN, an ID or an alias. */
  readonly key?: string;
}

export interface PublicAccessBlock {
  readonly blocksPublicAcls: boolean;
  readonly ignoresPublicAcls: boolean;
  readonly blocksPublicPolicy: boolean;
  readonly restrictsPublicBuckets: boolean;
}

/** What is to be known of a bucket that exists. */
export interface BucketFacts {
  readonly bucket: string;
  readonly region: Observed<string>;
  /** As JSON; null where there is none. */
  readonly policy: Observed<string | null>;
  readonly acl: Observed<Acl>;
  readonly ownership: Observed<ZencoderObjectOwnership>;
  readonly publicAccessBlock: Observed<PublicAccessBlock>;
  /** Whether S3 takes the policy for one that lets in the public. */
  readonly isPolicyPublic: Observed<boolean>;
  readonly encryption: Observed<Encryption>;
  readonly requesterPays: Observed<boolean>;
}

/** In the place of facts, where there is no such bucket. */
export interface NoBucket {
  readonly bucket: string;
  /** The caller's own buckets, which one may have meant. */
  readonly others: Observed<readonly string[]>;
}

export function isMissing(facts: BucketFacts | NoBucket): facts is NoBucket {
  return 'others' in facts;
}
