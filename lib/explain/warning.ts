/** What is worth a look, for programs. */
export enum WarningKind {
  /** Somebody may write anywhere in a bucket. */
  WHOLE_BUCKET_WRITABLE = 'whole-bucket-writable',
  /** Somebody may write without end. */
  NO_EXPIRY = 'no-expiry',
  /** What is read as input can be overwritten. */
  READ_AND_WRITTEN = 'read-and-written',
  /** All keys of a bucket can be listed. */
  ALL_KEYS_LISTED = 'all-keys-listed',
  /** A kept statement denies what an ACL or a user's policy allows. */
  REFUSED = 'refused',
  /** The policy of a bucket is deleted, with what it holds of others. */
  POLICY_DELETED = 'policy-deleted',
  /** A policy or a user is deleted and made again. */
  INTERRUPTED = 'interrupted',
  /** What a stack made stays, since the stack has left the file. */
  STACK_GONE = 'stack-gone',
  /** Grants in ACLs of objects stay, since nothing revokes them. */
  GRANTS_STAY = 'grants-stay',
  /** A copy of an object is deleted. */
  COPY_DELETED = 'copy-deleted',
}

export interface Warning {
  readonly kind: WarningKind;
  /** A bucket, or `user` and a name, or `stack` and a name. */
  readonly about: string;
  /** One line, without what it is about. */
  readonly message: string;
}
