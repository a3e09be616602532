import type { Acl } from './acl-grant';
import type { Encryption } from './bucket-facts';
import type { Spelling } from './key-spellings';
import type { Observed } from './observed';

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
