import {
  CreateBucketCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  type Grant,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { decision, s3Client } from './requests';
import type { Account, S3Server } from './server';

interface KeptObject {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';

/** Objects with all that a change of an ACL has to leave alone. What they are and who may use them is asked of the server. */
export class KeptObjects {
  readonly owner: S3Client;
  private objects: KeptObject[] = [];

  /** @param zencoders those whose grants may change */
  constructor(
    private readonly server: S3Server,
    private readonly zencoders: readonly Account[],
  ) {
    this.owner = s3Client(server, server.accounts.owner);
  }

  async createBucket(Bucket: string): Promise<void> {
    await this.owner.send(new CreateBucketCommand({ Bucket }));
  }

  /** Puts an object that `peer` may read, and the whole world where it is `open`. Returns its version. */
  async put(Bucket: string, Key: string, { open = false } = {}): Promise<string | undefined> {
    const { owner, peer } = this.server.accounts;
    const { VersionId } = await this.owner.send(
      new PutObjectCommand({
        ...{ Bucket, Key },
        Body: `the moving pictures of ${Key}, number ${this.objects.length}`,
        ContentType: 'video/quicktime',
        CacheControl: 'max-age=60',
        ContentDisposition: 'attachment',
        Metadata: { title: 'a film', year: '1927' },
        Tagging: 'genre=silent&reel=3',
        GrantFullControl: `id=${owner.id}`,
        GrantRead: open ? `id=${peer.id}, uri=${ALL_USERS}` : `id=${peer.id}`,
      }),
    );
    this.objects.push({ Bucket, Key, VersionId });
    return VersionId;
  }

  /** No longer looks at those objects. */
  forget(forgotten: (object: KeptObject) => boolean): void {
    this.objects = this.objects.filter((object) => !forgotten(object));
  }

  /** Everything about every object except the grants of those who are Zencoder here. */
  async state(): Promise<Record<string, unknown>> {
    return this.ofEach(async (object) => {
      // This server dates an object by its ACL too; AWS does not.
      const { Body, $metadata: _, LastModified: __, ...content } = await this.owner.send(new GetObjectCommand(object));
      const { TagSet } = await this.owner.send(new GetObjectTaggingCommand(object));
      const { Owner, Grants } = await this.owner.send(new GetObjectAclCommand(object));
      const others = (Grants ?? []).filter(({ Grantee }) => !this.zencoders.some(({ id }) => id === Grantee?.ID));
      return {
        body: await Body?.transformToString(),
        content,
        tags: TagSet,
        owner: Owner,
        others: others.map((grant) => JSON.stringify(grant)).sort(),
      };
    });
  }

  /** What the account can do with each object, judged by the server; objects that it can do nothing with are left out. */
  async accessOf(account: Account): Promise<Record<string, string>> {
    const client = s3Client(this.server, account);
    const access = await this.ofEach(async (object) => {
      const { Owner, Grants } = await this.owner.send(new GetObjectAclCommand(object));
      const attempts = {
        READ: client.send(new GetObjectCommand(object)),
        READ_ACP: client.send(new GetObjectAclCommand(object)),
        // With the ACL that stands already, so that nothing changes where it is let through.
        WRITE_ACP: client.send(new PutObjectAclCommand({ ...object, AccessControlPolicy: { Owner, Grants } })),
      };
      const decisions = await Promise.all(
        Object.entries(attempts).map(async ([name, request]) => ((await decision(request)).allowed ? [name] : [])),
      );
      return decisions.flat().join(' ');
    });
    client.destroy();
    return Object.fromEntries(Object.entries(access).filter(([, permissions]) => permissions !== ''));
  }

  /** The permissions in the grants to the account, as they stand in the ACL. */
  async grantsTo(account: Account, object: KeptObject): Promise<string[]> {
    const { Grants = [] } = await this.owner.send(new GetObjectAclCommand(object));
    return Grants.flatMap(({ Grantee, Permission }: Grant) => (Grantee?.ID === account.id ? [Permission!] : []));
  }

  private async ofEach<T>(look: (object: KeptObject) => Promise<T>): Promise<Record<string, T>> {
    const entries = this.objects.map(async (object) => {
      const version = object.VersionId === undefined ? '' : ` ${object.VersionId}`;
      return [`${object.Bucket}/${object.Key}${version}`, await look(object)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }
}
