import type { ZencoderObjectOwnership } from '../s3/object-ownership';
import type { Spelling } from './key-spellings';

/**
 * A value that was read from AWS. It is unknown, and never guessed, if the caller is not allowed to read it or the
 * server does not report it.
 */
export type Observed<T> = { readonly known: true; readonly value: T } | Unavailable;

export interface Unavailable extends Unreadable {
  readonly known: false;
}

/** Why something could not be read. */
export interface Unreadable {
  /** One line, such as "S3 answers 403 AccessDenied". */
  readonly why: string;
  /** The permission that the caller lacks, if that is the reason. */
  readonly permission?: string;
}

export function observed<T>(value: T): Observed<T> {
  return { known: true, value };
}

export function unavailable(why: string, permission?: string): Unavailable {
  return { known: false, why, permission };
}

/** The value if it is known. */
export function observedValue<T>(observation: Observed<T> | undefined): T | undefined {
  return observation?.known ? observation.value : undefined;
}

/** A grant in an ACL: to an account, by its canonical user ID, or to a group, by its URI. */
export interface AclGrant {
  readonly canonicalUserId?: string;
  readonly group?: string;
  readonly permission: string;
}

/** The owner of a bucket or an object, and the grants in its ACL. */
export interface Acl {
  /** The canonical user ID of the owner. */
  readonly owner: string;
  readonly grants: readonly AclGrant[];
}

/** How objects are encrypted. */
export interface Encryption {
  /** `AES256`, `aws:kms` or `aws:kms:dsse`. */
  readonly algorithm: string;
  /** The KMS key, as S3 reports it: an ARN, an ID or an alias. */
  readonly key?: string;
}

export interface PublicAccessBlock {
  readonly blocksPublicAcls: boolean;
  readonly ignoresPublicAcls: boolean;
  readonly blocksPublicPolicy: boolean;
  readonly restrictsPublicBuckets: boolean;
}

/** What is known of a bucket that exists. */
export interface BucketFacts {
  readonly bucket: string;
  readonly region: Observed<string>;
  /** The policy as JSON; null if there is none. */
  readonly policy: Observed<string | null>;
  readonly acl: Observed<Acl>;
  readonly ownership: Observed<ZencoderObjectOwnership>;
  readonly publicAccessBlock: Observed<PublicAccessBlock>;
  /** Whether S3 considers the policy public. */
  readonly isPolicyPublic: Observed<boolean>;
  readonly encryption: Observed<Encryption>;
  readonly requesterPays: Observed<boolean>;
}

/** The result if the bucket does not exist. */
export interface NoBucket {
  readonly bucket: string;
  /** The caller's own buckets, one of which may be intended. */
  readonly ownBuckets: Observed<readonly string[]>;
}

export function isMissing(facts: BucketFacts | NoBucket): facts is NoBucket {
  return 'ownBuckets' in facts;
}

export enum Presence {
  THERE = 'there',
  ABSENT = 'absent',
  /** Absent because it was deleted in a bucket that keeps versions. */
  DELETED = 'deleted',
}

/** How an object is stored. */
export interface Storage {
  /** The storage class of AWS, such as `DEEP_ARCHIVE`. */
  readonly storageClass: string;
  /** It cannot be read until it is restored. */
  readonly isArchived: boolean;
  readonly isBeingRestored: boolean;
}

/** How much of the bucket was searched for a similar key. */
export enum Search {
  ALL = 'all',
  /** The names in its folder, and the first ones of the bucket. */
  PART = 'part',
  NONE = 'none',
}

/** What is known of the object that a URL names. */
export interface ObjectFacts {
  readonly presence: Observed<Presence>;
  /** The version ID of the delete marker. */
  readonly deletedBy?: string;
  /** The object with a similar key that exists instead. The members below are about that one then. */
  readonly spelling?: Spelling;
  readonly search: Search;
  readonly storage: Observed<Storage>;
  /** The encryption; its algorithm is `none` if S3 reports none. */
  readonly encryption: Observed<Encryption>;
  readonly acl: Observed<Acl>;
  /** The canonical user ID of the owner. */
  readonly owner: Observed<string>;
}
