/** Who owns the objects in a bucket, and whether ACLs are enabled. */
export enum ZencoderObjectOwnership {
  /** ACLs are disabled, and the bucket owner owns all objects. The default for new buckets. */
  BUCKET_OWNER_ENFORCED = 'BucketOwnerEnforced',
  /** ACLs are enabled. The bucket owner owns objects that are uploaded with `bucket-owner-full-control`, as Zencoder does. */
  BUCKET_OWNER_PREFERRED = 'BucketOwnerPreferred',
  /** ACLs are enabled. The uploader owns the object, so Zencoder's account owns the objects that it writes. */
  OBJECT_WRITER = 'ObjectWriter',
}
