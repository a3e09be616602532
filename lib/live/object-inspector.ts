import type { Grant, Owner } from '@aws-sdk/client-s3';
import {
  type Acl,
  type ObjectFacts,
  type Observed,
  observed,
  Presence,
  Search,
  type Storage,
  type Unavailable,
  unavailable,
} from './facts';
import { difference, nearestSpelling, type Spelling, spellingsOf } from './key-spellings';
import { type Answer, type InputOf, type OutputOf, type Refusal, readAnswer, type S3Reader } from './s3-reader';

type Head = Answer<OutputOf<'HeadObject'>>;
type Listing = Answer<OutputOf<'ListObjectsV2'>>;

/** Limits of the requests for guessed keys. */
const MAX_GUESSES = 40;
const MAX_PREFIXES = 10;

/** The result of a search for a similar key. */
interface Candidate {
  readonly spelling?: Spelling;
  readonly head?: Head;
  readonly search: Search;
}

/** Reads objects of one bucket. Requests that are the same for all of them are sent once. */
export class ObjectInspector {
  private firstPage?: Promise<Listing>;
  private folders?: Promise<readonly string[]>;

  /** @param prefixes likely prefixes of objects */
  public constructor(
    private readonly reader: S3Reader,
    private readonly bucket: string,
    private readonly region: string | undefined,
    private readonly prefixes: readonly string[],
  ) {}

  /** Reads an object, or if it does not exist, the one with a similar key. */
  public async at(key: string): Promise<ObjectFacts> {
    const head = await this.head(key);
    const presence = head.known ? observed(Presence.THERE) : await this.presence(key, head);
    if (presence.known && presence.value === Presence.THERE) {
      return { presence, search: Search.NONE, ...(await this.facts(key, head)) };
    }
    const { spelling, head: other, search } = (await this.guess(key)) ?? (await this.search(key));
    const deletedBy = !head.known && head.isDeleted ? head.versionId : undefined;
    if (spelling === undefined) {
      const none = unavailable('there is no object');
      return { presence, deletedBy, search, storage: none, encryption: none, acl: none, owner: none };
    }
    const facts = await this.facts(spelling.key, other ?? (await this.head(spelling.key)));
    return { presence, deletedBy, spelling, search, ...facts };
  }

  private async presence(key: string, head: Refusal): Promise<Observed<Presence>> {
    if (head.status === 404) {
      return observed(head.isDeleted ? Presence.DELETED : Presence.ABSENT);
    }
    const listing = await this.ask('ListObjectsV2', { Prefix: key, MaxKeys: 1 });
    if (!listing.known) {
      return head.status === 403 ? unavailable('S3 answers 403 AccessDenied', 's3:ListBucket') : head;
    }
    return observed(listing.value.Contents?.[0]?.Key === key ? Presence.THERE : Presence.ABSENT);
  }

  /** The first similar key that exists. */
  private async guess(key: string): Promise<Candidate | undefined> {
    const prefixes = [...new Set([...this.prefixes, ...(await this.topFolders())])].slice(0, MAX_PREFIXES);
    const spellings = spellingsOf(key, this.bucket, prefixes).slice(0, MAX_GUESSES);
    const heads = await Promise.all(spellings.map(({ key: other }) => this.head(other)));
    const index = heads.findIndex(({ known }) => known);
    return index < 0 ? undefined : { spelling: spellings[index], head: heads[index], search: Search.NONE };
  }

  private async search(key: string): Promise<Candidate> {
    this.firstPage ??= this.ask('ListObjectsV2', {});
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    const pages = await Promise.all([
      this.firstPage,
      ...(folder ? [this.ask('ListObjectsV2', { Prefix: folder })] : []),
    ]);
    const listings = pages.flatMap((page) => (page.known ? [page.value] : []));
    const keys = listings.flatMap(keysOf);
    const other = nearestSpelling(key, [...new Set(keys)]);
    const search = listings.length === 0 ? Search.NONE : listings[0]!.IsTruncated ? Search.PART : Search.ALL;
    return other === undefined || other === key
      ? { search }
      : { spelling: { key: other, how: difference(key, other, this.bucket) }, search };
  }

  private topFolders(): Promise<readonly string[]> {
    this.folders ??= this.ask('ListObjectsV2', { Delimiter: '/' }).then((listing) =>
      listing.known ? (listing.value.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix) : [],
    );
    return this.folders;
  }

  private async facts(key: string, head: Head): Promise<Pick<ObjectFacts, 'storage' | 'encryption' | 'acl' | 'owner'>> {
    const acl = readAnswer(await this.ask('GetObjectAcl', { Key: key }), aclOf);
    const owner = acl.known ? observed(acl.value.owner) : await this.ownerInListing(key, acl);
    if (!head.known) {
      const unknown = withoutHead(head);
      return { storage: unknown, encryption: unknown, acl, owner };
    }
    const { ServerSideEncryption: algorithm = 'none', SSEKMSKeyId } = head.value;
    return {
      storage: observed(storageOf(head.value)),
      encryption: observed({ algorithm, key: SSEKMSKeyId as string | undefined }),
      acl,
      owner,
    };
  }

  /** A list of the bucket contains the owner of an object even if its ACL cannot be read. */
  private async ownerInListing(key: string, otherwise: Unavailable): Promise<Observed<string>> {
    const listing = await this.ask('ListObjectsV2', { Prefix: key, MaxKeys: 1, FetchOwner: true });
    const first = listing.known ? listing.value.Contents?.[0] : undefined;
    return first?.Key === key && first.Owner?.ID !== undefined ? observed(first.Owner.ID) : otherwise;
  }

  private head(key: string): Promise<Head> {
    return this.ask('HeadObject', { Key: key });
  }

  private ask<Name extends 'HeadObject' | 'GetObjectAcl' | 'ListObjectsV2'>(
    operation: Name,
    input: Omit<InputOf<Name>, 'Bucket'>,
  ): Promise<Answer<OutputOf<Name>>> {
    return this.reader.ask(operation, { ...input, Bucket: this.bucket } as InputOf<Name>, this.region);
  }
}

const KEYS_OF_PAGE = 1_000;

function keysOf({ Contents = [] }: OutputOf<'ListObjectsV2'>): string[] {
  return Contents.slice(0, KEYS_OF_PAGE).map(({ Key = '' }) => Key);
}

/** The ACL in an answer; undefined if the answer has no owner. */
export function aclOf({ Owner, Grants = [] }: { Owner?: Owner; Grants?: Grant[] }): Acl | undefined {
  const grants = Grants.map(({ Grantee, Permission = '' }) => ({
    canonicalUserId: Grantee?.ID,
    group: Grantee?.URI,
    permission: Permission,
  }));
  return Owner?.ID === undefined ? undefined : { owner: Owner.ID, grants };
}

/** Why the metadata cannot be read. Source: S3's "HeadObject", about requests without a customer-provided key. */
function withoutHead(head: Refusal): Unavailable {
  return head.status === 400
    ? unavailable(
        `${head.why}, as it does for an object that is encrypted with a customer-provided key (SSE-C), which Zencoder cannot read`,
      )
    : head;
}

const ARCHIVES = ['GLACIER', 'DEEP_ARCHIVE'];

/** Source: S3's "HeadObject": the headers x-amz-storage-class, x-amz-restore and x-amz-archive-status. */
function storageOf({ StorageClass = 'STANDARD', Restore, ArchiveStatus }: OutputOf<'HeadObject'>): Storage {
  const isRestored = Restore?.includes('ongoing-request="false"') ?? false;
  return {
    storageClass: ArchiveStatus ?? StorageClass,
    isArchived: ArchiveStatus !== undefined || (ARCHIVES.includes(StorageClass) && !isRestored),
    isBeingRestored: Restore?.includes('ongoing-request="true"') ?? false,
  };
}
