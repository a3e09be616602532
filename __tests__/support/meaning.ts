/**
 * The meaning of grants, according to Zencoder's help page 'Using Zencoder with S3' and the README. It uses no code of the product.
 * Tests compare the policies of the product with it.
 */

/** A grant in a file. */
export interface GrantWords {
  readonly role?: string;
  readonly actions?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly keys?: readonly string[];
  readonly expires?: string;
}

/** The grants on a bucket, and the account that they are for. */
export interface BucketWords {
  readonly bucket: string;
  readonly accountId: string;
  readonly grants: readonly GrantWords[];
  readonly requireTls?: boolean;
}

/** An action at a time. */
export interface Act {
  readonly action: string;
  /** The key of the object, for an action on objects. */
  readonly key?: string;
  readonly at: Date;
}

/** A request of an account to a bucket. */
export interface BucketRequest extends Act {
  /** The AWS account of the requester; undefined for a request without an account. */
  readonly accountId: string | undefined;
  readonly bucket: string;
  readonly tls: boolean;
}

const ON_RECOMMENDED_BUCKET = ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'];
const ON_BUCKETS = [...ON_RECOMMENDED_BUCKET, 's3:ListBucket'];

export const ROLE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  input: ['s3:GetObject', ...ON_RECOMMENDED_BUCKET],
  output: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:ListMultipartUploadParts', ...ON_RECOMMENDED_BUCKET],
  'write-only': [
    's3:PutObject',
    's3:PutObjectAcl',
    's3:ListMultipartUploadParts',
    's3:GetBucketLocation',
    's3:ListBucketMultipartUploads',
  ],
  'input-and-output': [
    's3:GetObject',
    's3:GetObjectAcl',
    's3:PutObject',
    's3:PutObjectAcl',
    's3:ListMultipartUploadParts',
    ...ON_RECOMMENDED_BUCKET,
  ],
  'video-cloud-ingest': ['s3:GetObject', 's3:GetObjectAcl', 's3:GetBucketLocation'],
};

/** Whether an action applies to a bucket, not to an object. */
export function isOnBucket(action: string): boolean {
  return ON_BUCKETS.includes(action);
}

export function actionsOf({ role, actions = [] }: GrantWords): readonly string[] {
  return role === undefined ? actions : ROLE_ACTIONS[role]!;
}

export function hasEnded({ expires }: GrantWords, at: Date): boolean {
  return expires !== undefined && at.getTime() >= Date.parse(expires);
}

/** Whether one of the grants allows the action. */
export function grantsAllow(grants: readonly GrantWords[], { action, key, at }: Act): boolean {
  return grants.some(
    (grant) =>
      actionsOf(grant).includes(action) && (isOnBucket(action) || namesKey(grant, key)) && !hasEnded(grant, at),
  );
}

/** Whether the grants on the bucket allow the request. */
export function bucketAllows({ grants, bucket, accountId, requireTls }: BucketWords, request: BucketRequest): boolean {
  return (
    request.accountId === accountId &&
    request.bucket === bucket &&
    (request.tls || !requireTls) &&
    grantsAllow(grants, request)
  );
}

function namesKey({ prefixes, keys }: GrantWords, key = ''): boolean {
  return (
    (prefixes === undefined && keys === undefined) ||
    keys?.includes(key) === true ||
    prefixes?.some((prefix) => key.slice(0, prefix.length) === prefix) === true
  );
}
