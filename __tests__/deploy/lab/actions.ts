import { type HttpRequest, isForS3, operationOf } from './operations';

/** Of S3, by the gateway's name of the request. IAM and KMS name their actions as their operations. */
const ACTIONS: Readonly<Record<string, string>> = {
  HeadBucket: 's3:ListBucket',
  GetBucketListType: 's3:ListBucket',
  GetBucketPrefix: 's3:ListBucket',
  GetBucketVersions: 's3:ListBucketVersions',
  GetBucketPolicy: 's3:GetBucketPolicy',
  PutBucketPolicy: 's3:PutBucketPolicy',
  DeleteBucketPolicy: 's3:DeleteBucketPolicy',
  GetBucketPolicyStatus: 's3:GetBucketPolicyStatus',
  GetBucketOwnershipControls: 's3:GetBucketOwnershipControls',
  PutBucketOwnershipControls: 's3:PutBucketOwnershipControls',
  DeleteBucketOwnershipControls: 's3:PutBucketOwnershipControls',
  GetBucketLocation: 's3:GetBucketLocation',
  GetBucketAcl: 's3:GetBucketAcl',
  GetBucketPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  GetBucketEncryption: 's3:GetEncryptionConfiguration',
  GetBucketRequestPayment: 's3:GetBucketRequestPayment',
  GetBucketVersioning: 's3:GetBucketVersioning',
  HeadObject: 's3:GetObject',
  GetObject: 's3:GetObject',
  PutObject: 's3:PutObject',
  DeleteObject: 's3:DeleteObject',
  GetObjectTagging: 's3:GetObjectTagging',
  GetObjectAcl: 's3:GetObjectAcl',
  PutObjectAcl: 's3:PutObjectAcl',
};

const ACTIONS_FOR_VERSIONS: Readonly<Record<string, string>> = {
  HeadObject: 's3:GetObjectVersion',
  GetObject: 's3:GetObjectVersion',
  DeleteObject: 's3:DeleteObjectVersion',
  GetObjectAcl: 's3:GetObjectVersionAcl',
  PutObjectAcl: 's3:PutObjectVersionAcl',
};

const COPY_HEADERS: readonly [header: RegExp, actions: readonly string[]][] = [
  [/^x-amz-copy-source$/, ['s3:PutObject', 's3:GetObject']],
  [/^x-amz-(acl|grant-.*)$/, ['s3:PutObjectAcl']],
  [/^x-amz-tagging(-directive)?$/, ['s3:GetObjectTagging', 's3:PutObjectTagging']],
];

/**
 * What a caller must be allowed for a request, of a copy also on the original. GetCallerIdentity needs nothing.
 * Source: AWS's Service Authorization Reference; of CopyObject its own page.
 * @throws an error for a request that is not in the tables
 */
export function actionsOf(request: HttpRequest): readonly string[] {
  const { name, about } = operationOf(request);
  const target = String(request.headers['x-amz-target'] ?? '');
  if (target !== '') {
    return [`kms:${target.replace(/.*\./, '')}`];
  }
  if (!isForS3(request)) {
    return name === 'GetCallerIdentity' ? [] : [`iam:${name}`];
  }
  if (name === 'GetBucket' && about === '') {
    return ['s3:ListAllMyBuckets'];
  }
  if (name === 'CopyObject') {
    const headers = Object.keys(request.headers);
    return COPY_HEADERS.flatMap(([pattern, actions]) => (headers.some((each) => pattern.test(each)) ? actions : []));
  }
  const { searchParams } = new URL(request.url, 'http://localhost');
  // The gateway names a request after its first parameter, which need not be the one that says what is asked.
  const plain = searchParams.has('versions') ? 'GetBucketVersions' : name.replace(/VersionId$/, '');
  const action = (searchParams.has('versionId') ? ACTIONS_FOR_VERSIONS : ACTIONS)[plain];
  if (action === undefined) {
    throw new Error(`${request.method} ${request.url}: which action it needs stands in no table`);
  }
  return [action];
}
