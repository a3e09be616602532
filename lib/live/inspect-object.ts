import { aclOf } from './acl-grant';
import { difference, nearestSpelling, type Spelling, spellingsOf } from './key-spellings';
import { type ObjectFacts, Presence, Search, type Storage } from './object-facts';
import { type Observed, observed, type Unavailable, unavailable } from './observed';
import { type Answer, type Questions, type Refusal, readAnswer, refused, type S3Api } from './s3-answer';

type Head = Questions['HeadObject'][1];
type Listing = Questions['ListObjectsV2'][1];

/** More guesses than that are not worth their requests. */
const MOST_GUESSES = 40;
const MOST_PREFIXES = 10;

/** Looks for objects in one bucket. What is the same for all of them is asked once. */
export class ObjectLook {
  private firstPage?: Promise<Answer<Listing>>;
  private folders?: Promise<readonly string[]>;

  /** @param prefixes under which objects are likely to lie */
  public constructor(
    private readonly asker: S3Api,
    private readonly bucket: string,
    private readonly region: string | undefined,
    private readonly prefixes: readonly string[],
  ) {}

  /** Looks at an object, or else at the one that was meant. */
  public async at(key: string): Promise<ObjectFacts> {
    const head = await this.head(key);
    if (head.ok) {
      return this.facts(key, head.value, { presence: observed(Presence.THERE), search: Search.NONE });
    }
    const presence = await this.presence(key, head);
    if (presence.known && presence.value === Presence.THERE) {
      return this.facts(key, hidden(head), { presence, search: Search.NONE });
    }
    const deletedBy = head.isDeleted ? head.versionId : undefined;
    const guess = await this.guess(key);
    if (guess) {
      return this.facts(guess.spelling.key, guess.head, {
        presence,
        deletedBy,
        spelling: guess.spelling,
        search: Search.NONE,
      });
    }
    const { spelling, search } = await this.search(key);
    if (spelling === undefined) {
      const none = unavailable('there is no object');
      return { presence, deletedBy, search, storage: none, encryption: none, acl: none, owner: none };
    }
    const other = await this.head(spelling.key);
    return this.facts(spelling.key, other.ok ? other.value : hidden(other), {
      presence,
      deletedBy,
      spelling,
      search,
    });
  }

  private async presence(key: string, head: Refusal): Promise<Observed<Presence>> {
    if (head.status === 404) {
      return observed(head.isDeleted ? Presence.DELETED : Presence.ABSENT);
    }
    const listing = await this.ask('ListObjectsV2', { Prefix: key, MaxKeys: 1 });
    if (!listing.ok) {
      return head.status === 403
        ? unavailable('S3 answers 403 AccessDenied', 's3:ListBucket')
        : refused('HeadObject', head);
    }
    return observed(listing.value.Contents?.[0]?.Key === key ? Presence.THERE : Presence.ABSENT);
  }

  /** The first of the other spellings under which there is something. */
  private async guess(key: string): Promise<{ spelling: Spelling; head: Head } | undefined> {
    const prefixes = [...new Set([...this.prefixes, ...(await this.topFolders())])].slice(0, MOST_PREFIXES);
    const spellings = spellingsOf(key, this.bucket, prefixes).slice(0, MOST_GUESSES);
    const answers = await Promise.all(spellings.map(({ key: other }) => this.head(other)));
    const index = answers.findIndex(({ ok }) => ok);
    const answer = answers[index];
    return answer?.ok ? { spelling: spellings[index]!, head: answer.value } : undefined;
  }

  private async search(key: string): Promise<{ spelling?: Spelling; search: Search }> {
    this.firstPage ??= this.ask('ListObjectsV2', {});
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    const pages = await Promise.all([
      this.firstPage,
      ...(folder ? [this.ask('ListObjectsV2', { Prefix: folder })] : []),
    ]);
    const listings = pages.flatMap((page) => (page.ok ? [page.value] : []));
    const keys = listings.flatMap(({ Contents = [] }) => Contents.map(({ Key = '' }) => Key));
    const other = nearestSpelling(key, [...new Set(keys)]);
    const search = listings.length === 0 ? Search.NONE : listings[0]!.IsTruncated ? Search.PART : Search.ALL;
    return other === undefined || other === key
      ? { search }
      : { spelling: { key: other, how: difference(key, other, this.bucket) }, search };
  }

  private topFolders(): Promise<readonly string[]> {
    this.folders ??= this.ask('ListObjectsV2', { Delimiter: '/' }).then((listing) =>
      listing.ok ? (listing.value.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix) : [],
    );
    return this.folders;
  }

  private async facts(
    key: string,
    head: Head | Unavailable,
    rest: Pick<ObjectFacts, 'presence' | 'deletedBy' | 'spelling' | 'search'>,
  ): Promise<ObjectFacts> {
    const acl = readAnswer('GetObjectAcl', await this.ask('GetObjectAcl', { Key: key }), aclOf);
    const isHidden = 'known' in head;
    return {
      ...rest,
      storage: isHidden ? head : observed(storageOf(head)),
      encryption: isHidden
        ? head
        : observed({ algorithm: head.ServerSideEncryption ?? 'none', key: head.SSEKMSKeyId as string | undefined }),
      acl,
      owner: acl.known ? observed(acl.value.owner) : await this.ownerInListing(key, acl),
    };
  }

  /** A list of the bucket tells who owns an object also where its ACL may not be read. */
  private async ownerInListing(key: string, otherwise: Unavailable): Promise<Observed<string>> {
    const listing = await this.ask('ListObjectsV2', { Prefix: key, MaxKeys: 1, FetchOwner: true });
    const first = listing.ok ? listing.value.Contents?.[0] : undefined;
    return first?.Key === key && first.Owner?.ID !== undefined ? observed(first.Owner.ID) : otherwise;
  }

  private head(key: string): Promise<Answer<Head>> {
    return this.ask('HeadObject', { Key: key });
  }

  private ask<Name extends 'HeadObject' | 'GetObjectAcl' | 'ListObjectsV2'>(
    question: Name,
    input: Omit<Questions[Name][0], 'Bucket'>,
  ): Promise<Answer<Questions[Name][1]>> {
    return this.asker.ask(question, { ...input, Bucket: this.bucket } as Questions[Name][0], this.region);
  }
}

/** Source: S3's "HeadObject", of requests without the key of an object that was encrypted so. */
function hidden(head: Refusal): Unavailable {
  const { why, permission } = refused('HeadObject', head);
  return head.status === 400
    ? unavailable(
        `${why}, as for an object that is encrypted with a key sent along (SSE-C), which Zencoder cannot read`,
      )
    : unavailable(why, permission);
}

const ARCHIVES = ['GLACIER', 'DEEP_ARCHIVE'];

/** Source: S3's "HeadObject": the headers x-amz-storage-class, x-amz-restore and x-amz-archive-status. */
function storageOf({ StorageClass = 'STANDARD', Restore, ArchiveStatus }: Head): Storage {
  const isRestored = Restore?.includes('ongoing-request="false"') ?? false;
  return {
    storageClass: ArchiveStatus ?? StorageClass,
    isArchived: ArchiveStatus !== undefined || (ARCHIVES.includes(StorageClass) && !isRestored),
    isBeingRestored: Restore?.includes('ongoing-request="true"') ?? false,
  };
}
