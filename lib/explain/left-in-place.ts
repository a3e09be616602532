import { copyId } from '../config/construct-id';
import type { ZencoderConfig } from '../config/format';
import { type LeftBucket, leftBuckets, objectsBy, type ResolvedBucket } from '../config/resolve';
import { flowText } from '../config/yaml-text';
import { methodOf, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import { byCodePoint } from '../messages/text';

const { ACL, ACL_COPY } = ZencoderObjectMethod;

type Copy = Pick<ZencoderObject, 'key' | 'copyTo'>;

/** The entry of a bucket in `leave` of the stack that it was in; undefined if the stack does not leave it. */
export function leftAs(bucket: ResolvedBucket, after: ZencoderConfig): LeftBucket | undefined {
  const stack = Object.hasOwn(after.stacks, bucket.stack) ? after.stacks[bucket.stack]! : {};
  return leftBuckets(stack).find((left) => left.bucket === bucket.bucket);
}

/** Whether a copy is left in place with its bucket: an entry of `copies` has the same `key` and `copyTo`, written the same way. */
export function isLeft(copy: Copy, left: LeftBucket | undefined): boolean {
  return left?.copies.some((other) => copyId(other) === copyId(copy)) === true;
}

/** What Zencoder keeps of a bucket that is left in place: not the grants on objects, and only the copies in `copies`. */
export function keptByZencoder(bucket: ResolvedBucket, left: LeftBucket): ResolvedBucket {
  const { objects } = bucket;
  const isKept = (object: ZencoderObject) =>
    methodOf(object) !== ACL && (methodOf(object) !== ACL_COPY || isLeft(object, left));
  return { ...bucket, objects: objects?.filter(isKept) };
}

/**
 * The objects of a bucket that the file no longer has with the method `acl`, and whose grants stay: Terraform revokes these grants
 * only while their stack has `objectGrants: true`.
 */
export function grantsLeftInAcls(
  before: ResolvedBucket,
  after: ResolvedBucket | undefined,
  { stacks }: ZencoderConfig,
): ZencoderObject[] {
  const isRevoked = Object.hasOwn(stacks, before.stack) && stacks[before.stack]!.objectGrants === true;
  const kept = new Set(after === undefined ? [] : objectsBy(after, ACL).map(({ key }) => key));
  return isRevoked ? [] : objectsBy(before, ACL).filter(({ key }) => !kept.has(key));
}

/** Whether everything that a stack created for a bucket is left in place, except grants on objects. */
export function isFullyLeft(bucket: ResolvedBucket, left: LeftBucket | undefined): boolean {
  return left !== undefined && objectsBy(bucket, ACL_COPY).every((copy) => isLeft(copy, left));
}

/** The line `leave: …` with these buckets and the ones that the stack already leaves. */
export function leaveLine(buckets: readonly ResolvedBucket[], already: readonly LeftBucket[] = []): string {
  const entries = buckets.map((bucket) => ({ bucket: bucket.bucket, copies: objectsBy(bucket, ACL_COPY) }));
  const names = new Set(buckets.map(({ bucket }) => bucket));
  const all = [...already.filter(({ bucket }) => !names.has(bucket)), ...entries];
  return `leave: ${flowText(all.sort((a, b) => byCodePoint(a.bucket, b.bucket)).map(entryOf))}`;
}

function entryOf({ bucket, copies }: LeftBucket): unknown {
  const written = copies.map(({ key, copyTo }) => (copyTo === undefined ? key : { key, copyTo }));
  return copies.length === 0 ? bucket : { bucket, copies: written };
}
