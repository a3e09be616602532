/** Who owns the objects in a bucket, and whether ACLs count there. */
export enum ZencoderObjectOwnership {
  /** ACLs are off and the bucket's owner owns everything. New buckets have it. */
  BUCKET_OWNER_ENFORCED = 'BucketOwnerEnforced',
  /** ACLs count; what is uploaded with `bucket-owner-full-control`, as Zencoder does, becomes the bucket owner's. */
  BUCKET_OWNER_PREFERRED = 'BucketOwnerPreferred',
  /** ACLs count; who uploads owns, so Zencoder's account owns what it writes. */
  OBJECT_WRITER = 'ObjectWriter',
}
