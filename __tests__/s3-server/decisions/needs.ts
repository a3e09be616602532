/** In the order in which they are asked: what reads comes before what changes the object or who owns it. */
export const OBJECT_OPERATIONS = [
  'GetObject',
  'HeadObject',
  'GetObjectAcl',
  'ListParts',
  'PutObjectAcl',
  'CopyObject',
  'CreateMultipartUpload',
  'UploadPart',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
  'PutObject',
  'PutObject with an ACL',
  'DeleteObject',
] as const;

export const BUCKET_OPERATIONS = [
  'ListObjectsV2',
  'GetBucketLocation',
  'ListMultipartUploads',
  'GetBucketPolicy',
  'PutBucketPolicy',
  'GetObject of a missing key',
] as const;

export type ObjectOperation = (typeof OBJECT_OPERATIONS)[number];
export type BucketOperation = (typeof BUCKET_OPERATIONS)[number];
export type Operation = ObjectOperation | BucketOperation;

export interface Need {
  readonly action: string;
  readonly on: 'bucket' | 'key' | 'destination';
}

const onBucket = (action: string): Need => ({ action, on: 'bucket' });
const onKey = (action: string): Need => ({ action, on: 'key' });

/**
 * The actions that all have to be allowed. Source: AWS's pages "Required permissions for Amazon S3 API operations" and
 * "Uploading and copying objects using multipart upload".
 */
export const NEEDS: Readonly<Record<Operation, readonly Need[]>> = {
  GetObject: [onKey('s3:GetObject')],
  HeadObject: [onKey('s3:GetObject')],
  GetObjectAcl: [onKey('s3:GetObjectAcl')],
  ListParts: [onKey('s3:ListMultipartUploadParts')],
  PutObjectAcl: [onKey('s3:PutObjectAcl')],
  CopyObject: [onKey('s3:GetObject'), { action: 's3:PutObject', on: 'destination' }],
  CreateMultipartUpload: [onKey('s3:PutObject')],
  UploadPart: [onKey('s3:PutObject')],
  CompleteMultipartUpload: [onKey('s3:PutObject')],
  AbortMultipartUpload: [onKey('s3:AbortMultipartUpload')],
  PutObject: [onKey('s3:PutObject')],
  'PutObject with an ACL': [onKey('s3:PutObject'), onKey('s3:PutObjectAcl')],
  DeleteObject: [onKey('s3:DeleteObject')],
  ListObjectsV2: [onBucket('s3:ListBucket')],
  GetBucketLocation: [onBucket('s3:GetBucketLocation')],
  ListMultipartUploads: [onBucket('s3:ListBucketMultipartUploads')],
  GetBucketPolicy: [onBucket('s3:GetBucketPolicy')],
  PutBucketPolicy: [onBucket('s3:PutBucketPolicy')],
  'GetObject of a missing key': [onKey('s3:GetObject'), onBucket('s3:ListBucket')],
};
