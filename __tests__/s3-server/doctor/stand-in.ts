import {
  CreateMultipartUploadCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Clients } from '../decisions/clients';
import { decision } from '../requests';
import { REGION, type SetUp } from './set-up';

/** What came of one thing that Zencoder asked for. */
export interface Tried {
  /** As policies name it; none where the URL itself led nowhere. */
  readonly action?: string;
  readonly key?: string;
  readonly allowed: boolean;
  /** The answer of the server, or why it was not asked. */
  readonly answer: string;
}

interface Target {
  readonly bucket: string;
  readonly key: string;
  readonly region?: string;
  readonly isSigned: boolean;
}

/** Does with a URL what Zencoder's documentation says that Zencoder does. What may be done there the server decides. */
export class StandIn {
  private readonly uploads = new Map<string, string | undefined>();

  constructor(private readonly clients: Clients) {}

  /** The owner has an older file where Zencoder is to write, and an upload of it under way. */
  async expect(url: string): Promise<void> {
    const { bucket: Bucket, key } = readAsZencoder(url)!;
    const Key = fileAt(key);
    const owner = this.clients.of('owner');
    await owner.send(new PutObjectCommand({ Bucket, Key, Body: 'an older rendition' }));
    const { UploadId } = await owner.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    this.uploads.set(Bucket, UploadId);
  }

  async tryOut({ purpose, byCanonicalId }: SetUp, url: string): Promise<Tried[]> {
    const target = readAsZencoder(url);
    if (target === undefined) return [{ allowed: false, answer: 'no URL that Zencoder takes' }];
    const { key, region, isSigned } = target;
    if (region !== REGION) return [{ allowed: false, answer: `looked for in ${region ?? 'us-east-1'}` }];
    const requester = !isSigned ? 'anonymous' : byCanonicalId ? 'canonical' : 'encoder';
    const client = this.clients.of(requester);
    const Bucket = this.clients.bucketSeenBy(requester, target.bucket);
    if (purpose === 'output') return this.write(client, Bucket, target);
    const read = { action: 's3:GetObject', key, request: client.send(new GetObjectCommand({ Bucket, Key: key })) };
    return Promise.all([read, ...(byCanonicalId ? [] : this.aboutBucket(client, Bucket))].map(tried));
  }

  private async write(client: S3Client, Bucket: string, { bucket, key }: Target): Promise<Tried[]> {
    const Key = fileAt(key);
    const UploadId = this.uploads.get(bucket);
    const ACL = 'bucket-owner-full-control';
    const onObject = (action: string, request: Promise<unknown>) => tried({ action, key: Key, request });
    return [
      await onObject('s3:GetObject', client.send(new GetObjectCommand({ Bucket, Key }))),
      await onObject('s3:PutObjectAcl', client.send(new PutObjectAclCommand({ Bucket, Key, ACL }))),
      await onObject('s3:ListMultipartUploadParts', client.send(new ListPartsCommand({ Bucket, Key, UploadId }))),
      ...(await Promise.all(this.aboutBucket(client, Bucket).map(tried))),
      await onObject('s3:PutObject', client.send(new PutObjectCommand({ Bucket, Key, Body: 'a rendition' }))),
    ];
  }

  private aboutBucket(client: S3Client, Bucket: string) {
    return [
      { action: 's3:GetBucketLocation', request: client.send(new GetBucketLocationCommand({ Bucket })) },
      { action: 's3:ListBucketMultipartUploads', request: client.send(new ListMultipartUploadsCommand({ Bucket })) },
    ];
  }
}

/** Zencoder adds a name to a folder. */
function fileAt(key: string): string {
  return key.endsWith('/') ? `${key}1080p.mp4` : key;
}

/** The key stands raw in the URL, but for what ends it and its escapes. An HTTP URL is asked for without a signature. */
function readAsZencoder(url: string): Target | undefined {
  const [, region, bucket, key] = /^s3(?:\+([a-z0-9-]+))?:\/\/([a-z0-9.-]+)\/([^?#]*)/.exec(url) ?? [];
  if (bucket !== undefined) {
    return { bucket, key: key!.replace(/%(?:3f|23|25)/gi, decodeURIComponent), region, isSigned: true };
  }
  const [, host, place, path] = /^https:\/\/([a-z0-9-]+)\.s3\.([a-z0-9-]+)\.amazonaws\.com\/(.*)/.exec(url) ?? [];
  return host === undefined
    ? undefined
    : { bucket: host, key: decodeURIComponent(path!), region: place, isSigned: false };
}

async function tried({
  request,
  ...what
}: {
  action: string;
  key?: string;
  request: Promise<unknown>;
}): Promise<Tried> {
  const answer = await decision(request);
  return { ...what, allowed: answer.allowed, answer: answer.allowed ? 'allowed' : `${answer.status} ${answer.code}` };
}
