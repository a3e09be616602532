import { existsSync } from 'node:fs';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { aloud } from '../support/aloud';
import { isRunning } from './processes';
import { bucketSeenBy, decision, s3Client } from './requests';
import { S3Server } from './server';

const HELP_PAGE_POLICY = {
  Version: '2012-10-17',
  Id: 'ZencoderBucketPolicy',
  Statement: [
    {
      Sid: 'ZencoderObjects',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::395540211253:root' },
      Action: ['s3:GetObjectAcl', 's3:GetObject', 's3:PutObjectAcl', 's3:PutObject', 's3:ListMultipartUploadParts'],
      Resource: 'arn:aws:s3:::films/*',
    },
    {
      Sid: 'ZencoderBucket',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::395540211253:root' },
      Action: ['s3:ListBucketMultipartUploads', 's3:GetBucketLocation'],
      Resource: 'arn:aws:s3:::films',
    },
  ],
};

const ALLOWED = { allowed: true };
const DENIED = { allowed: false, status: 403, code: 'AccessDenied' };

type Request = (client: S3Client, bucket: string) => Promise<unknown>;

let uploadId: string | undefined;

const GRANTED: Record<string, Request> = {
  GetObject: (client, Bucket) => client.send(new GetObjectCommand({ Bucket, Key: 'in/film.mov' })),
  GetObjectAcl: (client, Bucket) => client.send(new GetObjectAclCommand({ Bucket, Key: 'in/film.mov' })),
  PutObject: (client, Bucket) => client.send(new PutObjectCommand({ Bucket, Key: 'out/film.mp4', Body: 'rendition' })),
  PutObjectAcl: (client, Bucket) =>
    client.send(new PutObjectAclCommand({ Bucket, Key: 'out/film.mp4', ACL: 'bucket-owner-full-control' })),
  ListParts: (client, Bucket) => client.send(new ListPartsCommand({ Bucket, Key: 'out/film.mp4', UploadId: uploadId })),
  GetBucketLocation: (client, Bucket) => client.send(new GetBucketLocationCommand({ Bucket })),
  ListMultipartUploads: (client, Bucket) => client.send(new ListMultipartUploadsCommand({ Bucket })),
};

const NOT_GRANTED: Record<string, Request> = {
  DeleteObject: (client, Bucket) => client.send(new DeleteObjectCommand({ Bucket, Key: 'in/film.mov' })),
  ListObjectsV2: (client, Bucket) => client.send(new ListObjectsV2Command({ Bucket })),
  GetBucketPolicy: (client, Bucket) => client.send(new GetBucketPolicyCommand({ Bucket })),
  DeleteBucketPolicy: (client, Bucket) => client.send(new DeleteBucketPolicyCommand({ Bucket })),
};

const missing = S3Server.missing();
if (missing) aloud(missing);

(missing ? describe.skip : describe)('the S3 server', () => {
  let server: S3Server;
  let owner: S3Client;

  beforeAll(async () => {
    server = await S3Server.start();
    owner = s3Client(server, server.accounts.owner);
    await owner.send(new CreateBucketCommand({ Bucket: 'films' }));
    await owner.send(new PutObjectCommand({ Bucket: 'films', Key: 'in/film.mov', Body: 'moving pictures' }));
    await owner.send(new PutObjectCommand({ Bucket: 'films', Key: 'out/film.mp4', Body: 'older rendition' }));
    const upload = await owner.send(new CreateMultipartUploadCommand({ Bucket: 'films', Key: 'out/film.mp4' }));
    uploadId = upload.UploadId;
    await owner.send(new PutBucketPolicyCommand({ Bucket: 'films', Policy: JSON.stringify(HELP_PAGE_POLICY) }));
  }, 60_000);

  afterAll(() => server?.stop(), 20_000);

  describe("under the policy of Zencoder's help page", () => {
    it.each(Object.entries(GRANTED))('allows the encoder %s', async (_, request) => {
      const { encoder } = server.accounts;
      expect(await decision(request(s3Client(server, encoder), bucketSeenBy(encoder, 'films')))).toEqual(ALLOWED);
    });

    it.each(Object.entries(NOT_GRANTED))('refuses the encoder %s', async (_, request) => {
      const { encoder } = server.accounts;
      expect(await decision(request(s3Client(server, encoder), bucketSeenBy(encoder, 'films')))).toEqual(DENIED);
    });

    it.each(Object.entries({ ...GRANTED, ...NOT_GRANTED }))('refuses everybody else %s', async (_, request) => {
      const { outsider, peer, canonical } = server.accounts;
      for (const account of [outsider, peer, canonical]) {
        expect(await decision(request(s3Client(server, account), bucketSeenBy(account, 'films')))).toEqual(DENIED);
      }
      expect(await decision(request(s3Client(server), 'films'))).toEqual(DENIED);
    });

    it('gives the encoder the bytes that the owner put', async () => {
      const { encoder } = server.accounts;
      const film = { Bucket: bucketSeenBy(encoder, 'films'), Key: 'in/film.mov' };
      const { Body } = await s3Client(server, encoder).send(new GetObjectCommand(film));
      expect(await Body?.transformToString()).toBe('moving pictures');
    });
  });

  it('lets a grantee by canonical ID read the object of the grant and no other', async () => {
    const { canonical } = server.accounts;
    await owner.send(new CreateBucketCommand({ Bucket: 'granted' }));
    await owner.send(new PutObjectCommand({ Bucket: 'granted', Key: 'private.mov', Body: 'private' }));
    await owner.send(
      new PutObjectCommand({ Bucket: 'granted', Key: 'shared.mov', Body: 'shared', GrantRead: `id=${canonical.id}` }),
    );
    const read = (client: S3Client, Key: string) =>
      decision(client.send(new GetObjectCommand({ Bucket: 'granted', Key })));
    const grantee = s3Client(server, canonical);
    expect(await read(grantee, 'shared.mov')).toEqual(ALLOWED);
    expect(await read(grantee, 'private.mov')).toEqual(DENIED);
    expect(await read(s3Client(server, server.accounts.peer), 'shared.mov')).toEqual(DENIED);
  });

  it('takes more accounts while it runs', async () => {
    const second = await server.addAccount('second', { uid: 'second', tenant: server.accounts.encoder.tenant });
    const film = { Bucket: bucketSeenBy(second, 'films'), Key: 'in/film.mov' };
    expect(await decision(s3Client(server, second).send(new GetObjectCommand(film)))).toEqual(ALLOWED);
  });

  it('answers many requests whose bodies nobody reads', async () => {
    const get = () => owner.send(new GetObjectCommand({ Bucket: 'films', Key: 'in/film.mov' }));
    for (let round = 0; round < 5; round++) await Promise.all(Array.from({ length: 40 }, get));
  });
});

(missing ? describe.skip : describe)('an S3 server of its own', () => {
  it('answers over https, and leaves no process and no folder when it is stopped', async () => {
    const server = await S3Server.start({ tls: true });
    const client = s3Client(server, server.accounts.owner, { tls: true });
    expect(server.tlsEndpoint).toMatch(/^https:/);
    expect(await decision(client.send(new ListBucketsCommand({})))).toEqual(ALLOWED);
    expect(server.pids.filter(isRunning)).toHaveLength(3);
    await server.stop();
    expect(server.pids.filter(isRunning)).toEqual([]);
    expect(existsSync(server.folder)).toBe(false);
    await expect(decision(client.send(new ListBucketsCommand({})))).rejects.toThrow(/ECONNREFUSED/);
  }, 60_000);
});
