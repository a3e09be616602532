import { sha256 } from '../grants/sha256';
import { isOlderBucketName, MAX_BUCKET_NAME_LENGTH } from '../s3/bucket-name';

/** The members of every JavaScript object. The framework takes a construct with such an id for one that already exists. */
export const OBJECT_MEMBERS: readonly string[] = Object.getOwnPropertyNames(Object.prototype).sort();

/** CDKTF uses `backend` itself. */
const RESERVED_IDS = ['backend', ...OBJECT_MEMBERS];

/**
 * The construct id of a bucket's access, which is also its address in Terraform. Dots become `_`, because CDKTF drops them, so that
 * `a.b` and `ab` would have the same id. `_` precedes a digit, because Terraform allows none at the start. The id of a bucket name in
 * the older format ends with a digest of the name, because such a name can contain `_` itself.
 */
export function bucketId(bucket: string): string {
  if (isOlderBucketName(bucket)) {
    return `Bucket-${shortName(bucket).replace(/\./g, '_')}`;
  }
  const id = bucket.replace(/\./g, '_');
  return /^\d/.test(id) || RESERVED_IDS.includes(id) ? `_${id}` : id;
}

/** A bucket name in the older format, cut to the limits of addresses and file names, with a digest of the whole name. */
export function shortName(bucket: string): string {
  return `${bucket.slice(0, MAX_BUCKET_NAME_LENGTH)}-${sha256(bucket).slice(0, 12)}`;
}

/** The construct id of a copy, within its bucket. It depends on the destination: a copy to another key is another resource. */
export function copyId({ key, copyTo = key }: { readonly key: string; readonly copyTo?: string }): string {
  return `Copy-${sha256(`${key}\0${copyTo}`).slice(0, 12)}`;
}

const PLAIN = /^[\w-]+$/;

/** The construct id of a user. It differs from the id of every bucket. Names with characters that CDKTF drops get a digest. */
export function userId(user: string): string {
  return PLAIN.test(user) ? `User-${user}` : `User-${user}-${sha256(user).slice(0, 8)}`;
}
