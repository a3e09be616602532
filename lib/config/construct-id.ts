import { sha256 } from '../grants/sha256';
import { isOlderBucketName, MAX_BUCKET_NAME_LENGTH } from '../s3/bucket-name';

/** What every object of JavaScript has. The framework takes a construct of such a name for one that is there already. */
export const OBJECT_MEMBERS: readonly string[] = Object.getOwnPropertyNames(Object.prototype).sort();

/** The first is CDKTF's own. */
const RESERVED_IDS = ['backend', ...OBJECT_MEMBERS];

/**
 * The construct id, and so the address in Terraform, of a bucket's access. CDKTF drops dots, which would make one of `a.b`
 * and `ab`, and Terraform takes no digit first. A name of the older form has its digest in the id, since it may hold `_` itself.
 */
export function bucketId(bucket: string): string {
  if (isOlderBucketName(bucket)) {
    return `Bucket-${shortName(bucket).replace(/\./g, '_')}`;
  }
  const id = bucket.replace(/\./g, '_');
  return /^\d/.test(id) || RESERVED_IDS.includes(id) ? `_${id}` : id;
}

/** A name of the older form as a part of an address or of a file name, which both have a limit: cut, with a digest of the whole. */
export function shortName(bucket: string): string {
  return `${bucket.slice(0, MAX_BUCKET_NAME_LENGTH)}-${sha256(bucket).slice(0, 12)}`;
}

/** Of a copy, within its bucket: a copy to another place is another one. */
export function copyId({ key, copyTo = key }: { readonly key: string; readonly copyTo?: string }): string {
  return `Copy-${sha256(`${key}\0${copyTo}`).slice(0, 12)}`;
}

const PLAIN = /^[\w-]+$/;

/** Of a user: never that of a bucket, and other for `a.b` than for `ab`, since CDKTF drops what Terraform does not take. */
export function userId(user: string): string {
  return PLAIN.test(user) ? `User-${user}` : `User-${user}-${sha256(user).slice(0, 8)}`;
}
