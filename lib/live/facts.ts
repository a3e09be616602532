import type { ZencoderObjectOwnership } from '../s3/object-ownership';
import type { Spelling } from './key-spellings';

/** What was looked for. What the caller may not see, or a server does not tell, is unknown, never guessed. */
export type Observed<T> = { readonly known: true; readonly value: T } | Unavailable;

export interface Unavailable extends Unreadable {
  readonly known: false;
}

/** Why something could not be observed. */
export interface Unreadable {
  /** One line, such as "S3 answers 403 AccessDenied". */
  readonly why: string;
  /** The permission that the caller lacks, if that is it. */
  readonly permission?: string;
}

export function observed<T>(value: T): Observed<T> {
  return { known: true, value };
}

export function unavailable(why: string, permission?: string): Unavailable {
  return { known: false, why, permission };
}

/** The value where it is known. */
export function observedValue<T>(observation: Observed<T> | undefined): T | undefined {
  return observation?.known ? observation.value : undefined;
}

/** A grant in an ACL: to an account, by its canonical user ID, or to a group, by its URI. */
export interface AclGrant {
  readonly canonicalUserId?: string;
  readonly group?: string;
  readonly permission: string;
}

/** Who owns a bucket or an object, and to whom its ACL gives what. */
export interface Acl {
  /** A canonical user ID. */
  readonly owner: string;
  readonly grants: readonly AclGrant[];
}

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
  readonly ownBuckets: Observed<readonly string[]>;
}

export function isMissing(facts: BucketFacts | NoBucket): facts is NoBucket {
  return 'ownBuckets' in facts;
}

export enum Presence {
  THERE = 'there',
  ABSENT = 'absent',
  /** Absent, since it was deleted in a bucket that keeps versions. */
  DELETED = 'deleted',
}

/** Where the bytes of an object are. */
export interface Storage {
  /** As AWS has it, such as `DEEP_ARCHIVE`. */
  readonly storageClass: string;
  /** Not to be read before it is restored. */
  readonly isArchived: boolean;
  readonly isBeingRestored: boolean;
}

/** How much of the bucket was looked through for an object that was meant. */
export enum Search {
  ALL = 'all',
  /** The names in its folder, and the first ones of the bucket. */
  PART = 'part',
  NONE = 'none',
}

/** What is to be known of the object that a URL names. */
export interface ObjectFacts {
  readonly presence: Observed<Presence>;
  /** Of the mark that it was deleted. */
  readonly deletedBy?: string;
  /** The object that is there in its place. What follows is of that one, then. */
  readonly spelling?: Spelling;
  readonly search: Search;
  readonly storage: Observed<Storage>;
  /** With the algorithm `none` where S3 says of none. */
  readonly encryption: Observed<Encryption>;
  readonly acl: Observed<Acl>;
  /** The canonical user ID of who owns it. */
  readonly owner: Observed<string>;
}
