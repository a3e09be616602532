import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { Operation } from './needs';

export interface Upload {
  readonly UploadId?: string;
  /** Of its one part. */
  ETag?: string;
}

/** What requests are about. */
export interface Target {
  /** As the account has to name it. */
  readonly Bucket: string;
  readonly Key: string;
  /** The key that a copy goes to. */
  readonly to: string;
  /** The policy that stands. */
  readonly Policy: string;
  /** An upload of the owner's, with a part. */
  readonly standing: Upload;
  /** The upload that the account has begun itself. */
  own?: Upload;
}

type Send = (client: S3Client, target: Target) => Promise<unknown>;

const ACL = 'bucket-owner-full-control';

export const REQUESTS: Readonly<Record<Operation, Send>> = {
  GetObject: (client, { Bucket, Key }) => client.send(new GetObjectCommand({ Bucket, Key })),
  HeadObject: (client, { Bucket, Key }) => client.send(new HeadObjectCommand({ Bucket, Key })),
  GetObjectAcl: (client, { Bucket, Key }) => client.send(new GetObjectAclCommand({ Bucket, Key })),
  ListParts: (client, { Bucket, Key, standing: { UploadId } }) =>
    client.send(new ListPartsCommand({ Bucket, Key, UploadId })),
  PutObjectAcl: (client, { Bucket, Key }) => client.send(new PutObjectAclCommand({ Bucket, Key, ACL })),
  CopyObject: (client, { Bucket, Key, to }) =>
    client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource: encodeURIComponent(`${Bucket}/${Key}`) })),
  CreateMultipartUpload: async (client, target) => {
    const { Bucket, Key } = target;
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    target.own = { UploadId };
  },
  UploadPart: async (client, { Bucket, Key, standing, own = standing }) => {
    const part = { Bucket, Key, UploadId: own.UploadId, PartNumber: 1, Body: 'a part' };
    own.ETag = (await client.send(new UploadPartCommand(part))).ETag;
  },
  CompleteMultipartUpload: (client, { Bucket, Key, standing, own = standing }) => {
    const { UploadId, ETag } = own;
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    return client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
  },
  AbortMultipartUpload: (client, { Bucket, Key, standing: { UploadId } }) =>
    client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })),
  PutObject: (client, { Bucket, Key }) => client.send(new PutObjectCommand({ Bucket, Key, Body: 'a rendition' })),
  'PutObject with an ACL': (client, { Bucket, Key }) =>
    client.send(new PutObjectCommand({ Bucket, Key, Body: 'a rendition', ACL })),
  DeleteObject: (client, { Bucket, Key }) => client.send(new DeleteObjectCommand({ Bucket, Key })),
  ListObjectsV2: (client, { Bucket }) => client.send(new ListObjectsV2Command({ Bucket })),
  GetBucketLocation: (client, { Bucket }) => client.send(new GetBucketLocationCommand({ Bucket })),
  ListMultipartUploads: (client, { Bucket }) => client.send(new ListMultipartUploadsCommand({ Bucket })),
  GetBucketPolicy: (client, { Bucket }) => client.send(new GetBucketPolicyCommand({ Bucket })),
  PutBucketPolicy: (client, { Bucket, Policy }) => client.send(new PutBucketPolicyCommand({ Bucket, Policy })),
  'GetObject of a missing key': (client, { Bucket, Key }) => client.send(new GetObjectCommand({ Bucket, Key })),
};
