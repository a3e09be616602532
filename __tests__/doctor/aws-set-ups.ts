import {
  type Answers,
  accessBlock,
  acl,
  encryption,
  listing,
  OWNER,
  ownership,
  policy,
  RECOMMENDED,
  refusal,
  xml,
} from './aws-server';

/** What AWS answers about a bucket `films`, and what doctor reports. */
export interface AwsSetUp {
  readonly name: string;
  readonly purpose?: 'output';
  readonly answers: Answers;
  /** The check of the first finding, and a part of its text; undefined if doctor finds nothing. */
  readonly cause?: string;
  readonly says?: string;
  /** The advice, if it is a command or lines of the file. */
  readonly advice?: string;
  /** What AWS answers after the advice is followed. */
  readonly after?: Answers;
  /** What doctor reports as unknown. */
  readonly unknown?: readonly string[];
}

const OTHER = 'b'.repeat(64);
const ZENCODER = '6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd';
const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const EVERYBODY = 'http://acs.amazonaws.com/groups/global/AllUsers';
const NO_POLICY = refusal(404, 'NoSuchBucketPolicy');
const DENIED = refusal(403, 'AccessDenied');

function head(headers: Readonly<Record<string, string>>) {
  return { headers: { 'x-amz-server-side-encryption': 'AES256', ...headers } };
}

const withAcls = { GetBucketOwnershipControls: ownership('BucketOwnerPreferred') };

export const OWNERSHIP: readonly AwsSetUp[] = [
  {
    name: 'an object of another account',
    answers: { ...withAcls, GetObjectAcl: acl(OTHER, [OWNER, 'READ_ACP']) },
    cause: 'owner',
    says: `belongs to a different account (canonical user ID ${OTHER}) than the bucket, and the ACL of the object has no grant for Zencoder`,
    advice: 'films:\n  objectOwnership: BucketOwnerEnforced',
    after: {},
  },
  {
    name: 'an object of another account, for which doctor prints a command',
    answers: { ...withAcls, GetObjectAcl: acl(OTHER, [OWNER, 'READ_ACP']) },
    cause: 'owner',
    says: 'a different account',
    advice: `aws s3api put-object-acl --bucket films --key in/film.mov --grant-full-control id=${OTHER},id=${OWNER} --grant-read-acp id=${OWNER} --grant-read id=${ZENCODER}`,
    after: { ...withAcls, GetObjectAcl: acl(OTHER, [OWNER, 'FULL_CONTROL'], [ZENCODER, 'READ']) },
  },
  {
    name: 'an object of another account, whose owner only the list contains',
    answers: { ...withAcls, GetBucketAcl: acl(OTHER), GetObjectAcl: DENIED },
    cause: 'owner',
    says: 'and your credentials cannot read the ACL of the object',
  },
  {
    name: 'an object with an unknown owner',
    answers: { ...withAcls, GetObjectAcl: DENIED, ListObjectsV2: DENIED },
    unknown: ['whether the owner of the bucket owns the object: s3:GetObjectAcl'],
  },
  {
    name: 'an object with an unknown owner in a bucket whose owner owns everything',
    answers: { GetObjectAcl: DENIED, ListObjectsV2: DENIED },
  },
  {
    name: 'outputs that Zencoder will own',
    purpose: 'output',
    answers: { GetBucketOwnershipControls: ownership('ObjectWriter') },
    cause: 'object-ownership',
    says: 'Zencoder owns its outputs',
    advice: 'films:\n  objectOwnership: BucketOwnerPreferred',
    after: withAcls,
  },
  {
    name: 'outputs in a bucket that never had the setting',
    purpose: 'output',
    answers: { GetBucketOwnershipControls: refusal(404, 'OwnershipControlsNotFoundError') },
    cause: 'object-ownership',
    says: '(ObjectWriter)',
  },
];

export const ENCRYPTION: readonly AwsSetUp[] = [
  {
    name: 'an object under the AWS-managed key, by default',
    answers: {
      GetBucketEncryption: encryption('aws:kms'),
      HeadObject: head({
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': KEY,
      }),
    },
    cause: 'encryption',
    says: "is encrypted with the AWS-managed key aws/s3, which is the bucket's default",
    advice: 'aws s3 cp s3://films/in/film.mov s3://films/in/film.mov --sse AES256',
    after: {},
  },
  {
    name: 'outputs under the AWS-managed key',
    purpose: 'output',
    answers: { GetBucketEncryption: encryption('aws:kms', 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3') },
    cause: 'encryption',
    says: "The bucket's default encryption uses the AWS-managed key aws/s3.",
    advice:
      'aws s3api put-bucket-encryption --bucket films --server-side-encryption-configuration ' +
      `'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}'`,
    after: {},
  },
  {
    name: 'outputs under a customer-managed key',
    purpose: 'output',
    answers: { GetBucketEncryption: encryption('aws:kms', KEY) },
    unknown: [`whether the key policy of the KMS key ${KEY} allows Zencoder to use it`],
  },
  {
    name: 'an object under a customer-managed key',
    answers: {
      GetBucketEncryption: encryption('aws:kms', KEY),
      HeadObject: head({
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': KEY,
      }),
    },
    unknown: [`whether the key policy of the KMS key ${KEY} allows Zencoder to use it`],
  },
  {
    name: 'an object under a customer-provided key (SSE-C)',
    answers: { HeadObject: refusal(400, 'BadRequest') },
    unknown: ['how the object is encrypted'],
  },
  {
    name: 'a bucket without default encryption, created before 2023',
    purpose: 'output',
    answers: { GetBucketEncryption: refusal(404, 'ServerSideEncryptionConfigurationNotFoundError') },
  },
];

const inArchive = (headers: Readonly<Record<string, string>>) => ({ HeadObject: head(headers) });

export const ARCHIVES: readonly AwsSetUp[] = [
  {
    name: 'an object in GLACIER',
    answers: inArchive({ 'x-amz-storage-class': 'GLACIER' }),
    cause: 'storage-class',
    says: 'The object is in an archive (GLACIER).',
    advice: `aws s3api restore-object --bucket films --key in/film.mov --restore-request '{"Days":7}'`,
    after: inArchive({
      'x-amz-storage-class': 'GLACIER',
      'x-amz-restore': 'ongoing-request="false", expiry-date="Fri, 21 Dec 2029 00:00:00 GMT"',
    }),
  },
  {
    name: 'an object that is being restored',
    answers: inArchive({ 'x-amz-storage-class': 'DEEP_ARCHIVE', 'x-amz-restore': 'ongoing-request="true"' }),
    cause: 'storage-class',
    says: '(DEEP_ARCHIVE) and is being restored',
    advice: 'aws s3api head-object --bucket films --key in/film.mov',
  },
  {
    name: 'an object in an archive tier of INTELLIGENT_TIERING',
    answers: inArchive({ 'x-amz-storage-class': 'INTELLIGENT_TIERING', 'x-amz-archive-status': 'ARCHIVE_ACCESS' }),
    cause: 'storage-class',
    says: '(ARCHIVE_ACCESS)',
    advice: "aws s3api restore-object --bucket films --key in/film.mov --restore-request '{}'",
    after: inArchive({ 'x-amz-storage-class': 'INTELLIGENT_TIERING' }),
  },
  {
    name: 'an object in GLACIER_IR, which can be read immediately',
    answers: inArchive({ 'x-amz-storage-class': 'GLACIER_IR' }),
  },
];

const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/public/*' };
const isPublic = xml('<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>');

export const PUBLIC_ACCESS: readonly AwsSetUp[] = [
  {
    name: 'a policy with a public statement, in a bucket with RestrictPublicBuckets',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, open), GetBucketPolicyStatus: isPublic },
    cause: 'public-access-block',
    says: "The bucket's policy is public because of Statement[2],",
    advice:
      'aws s3api put-public-access-block --bucket films --public-access-block-configuration ' +
      'BlockPublicAcls=false,IgnorePublicAcls=true,BlockPublicPolicy=false,RestrictPublicBuckets=false',
    after: {
      GetBucketPolicy: policy(...RECOMMENDED, open),
      GetBucketPolicyStatus: isPublic,
      GetPublicAccessBlock: accessBlock({ RestrictPublicBuckets: false }),
    },
  },
  {
    name: 'a public policy in a bucket without Block Public Access',
    answers: {
      GetBucketPolicy: policy(...RECOMMENDED, open),
      GetBucketPolicyStatus: isPublic,
      GetPublicAccessBlock: refusal(404, 'NoSuchPublicAccessBlockConfiguration'),
    },
  },
  {
    name: 'an object with a public ACL, in a bucket with IgnorePublicAcls',
    answers: { ...withAcls, GetBucketPolicy: NO_POLICY, GetObjectAcl: acl(OWNER, [EVERYBODY, 'READ']) },
    cause: 'policy',
    says: 'The ACL allows everybody, but S3 ignores it because IgnorePublicAcls is enabled on the bucket.',
  },
  {
    name: 'an object with a public ACL, and a policy that allows reading only from a network',
    answers: {
      ...withAcls,
      GetBucketPolicy: policy({
        ...RECOMMENDED[0],
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      }),
      GetPublicAccessBlock: accessBlock({}),
      GetObjectAcl: acl(OWNER, [EVERYBODY, 'READ']),
    },
  },
  {
    name: 'an object with a public ACL',
    answers: {
      ...withAcls,
      GetBucketPolicy: NO_POLICY,
      GetPublicAccessBlock: accessBlock({}),
      GetObjectAcl: acl(OWNER, [EVERYBODY, 'READ']),
    },
  },
];

const zencoder = { Principal: { AWS: '395540211253' } };
const reading = { Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::films/*'] };

/** Statements that the real S3 server of the tests does not support. */
export const POLICIES: readonly AwsSetUp[] = [
  {
    name: 'a NotAction that excludes reading',
    answers: {
      GetBucketPolicy: policy({
        Effect: 'Allow',
        ...zencoder,
        NotAction: 's3:GetObject',
        Resource: ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'],
      }),
    },
    cause: 'policy',
    says: 'Statement[0] would allow it, but its NotAction is "s3:GetObject"',
    advice: 'films:\n  grants:\n    - { role: input, keys: [in/film.mov] }',
    after: {},
  },
  {
    name: 'a Deny of all actions but some, by NotAction',
    answers: {
      GetBucketPolicy: policy(...RECOMMENDED, {
        Effect: 'Deny',
        Principal: '*',
        NotAction: 's3:PutObject',
        Resource: 'arn:aws:s3:::films/*',
      }),
    },
    cause: 'deny',
    says: 'Statement[2] of the bucket\'s policy denies Zencoder s3:GetObject on "in/film.mov"',
    after: {
      GetBucketPolicy: policy(...RECOMMENDED, {
        Effect: 'Deny',
        Principal: '*',
        NotAction: 's3:PutObject',
        Resource: 'arn:aws:s3:::films/*',
        Condition: { StringNotEquals: { 'aws:PrincipalAccount': '395540211253' } },
      }),
    },
  },
  {
    name: 'a NotPrincipal that names the account of Zencoder, but no role of it',
    answers: {
      GetBucketPolicy: policy(...RECOMMENDED, {
        Effect: 'Deny',
        NotPrincipal: { AWS: ['arn:aws:iam::395540211253:root'] },
        ...reading,
      }),
    },
    cause: 'deny',
    says: 'denies s3:GetObject on arn:aws:s3:::films/in/film.mov unless its NotPrincipal',
    after: {
      GetBucketPolicy: policy(...RECOMMENDED, {
        Effect: 'Deny',
        NotPrincipal: { AWS: ['arn:aws:iam::395540211253:root'] },
        ...reading,
        Condition: { StringNotEquals: { 'aws:PrincipalAccount': '395540211253' } },
      }),
    },
  },
];

export const UNREADABLE: readonly AwsSetUp[] = [
  {
    name: 'an unreadable policy',
    answers: { GetBucketPolicy: DENIED },
    unknown: ["the bucket's policy: s3:GetBucketPolicy"],
  },
  {
    name: 'an answer that is not a policy',
    answers: { GetBucketPolicy: { body: '<html>' }, GetBucketPolicyStatus: isPublic },
    unknown: ["the bucket's policy"],
  },
  {
    name: 'unreadable settings',
    purpose: 'output',
    answers: {
      GetBucketRequestPayment: DENIED,
      GetBucketEncryption: DENIED,
      GetBucketOwnershipControls: DENIED,
      GetPublicAccessBlock: DENIED,
      GetBucketPolicyStatus: DENIED,
    },
    unknown: [
      'who will own the outputs of Zencoder (object ownership): s3:GetBucketOwnershipControls',
      'whether S3 considers the policy public: s3:GetBucketPolicyStatus',
      "the bucket's Block Public Access settings: s3:GetBucketPublicAccessBlock",
      'whether Requester Pays is enabled: s3:GetBucketRequestPayment',
      "the bucket's default encryption: s3:GetEncryptionConfiguration",
    ],
  },
  {
    name: 'an object that S3 does not report',
    answers: { HeadObject: DENIED, ListObjectsV2: DENIED },
    unknown: ['whether there is an object "in/film.mov": s3:ListBucket'],
  },
  {
    name: 'an unreadable object that is in the list',
    answers: { HeadObject: DENIED, ListObjectsV2: listing('in/film.mov') },
    unknown: ['how the object is encrypted: s3:GetObject'],
  },
  {
    name: 'an object with an unreadable ACL, without a policy for Zencoder',
    answers: { ...withAcls, GetBucketPolicy: NO_POLICY, GetObjectAcl: DENIED },
    cause: 'policy',
    says: 'The bucket has no policy',
    unknown: ["the object's ACL, which can allow Zencoder to read: s3:GetObjectAcl"],
  },
  {
    name: 'an object that was deleted',
    answers: {
      HeadObject: refusal(404, 'NotFound', { 'x-amz-delete-marker': 'true', 'x-amz-version-id': 'v1' }),
      ListObjectsV2: listing(),
    },
    cause: 'object',
    says: 'The object "in/film.mov" was deleted, and no object with a similar key.',
    advice: 'aws s3api delete-object --bucket films --key in/film.mov --version-id v1',
    after: {},
  },
  {
    name: 'settings that the server does not support',
    purpose: 'output',
    answers: {
      GetBucketEncryption: refusal(501, 'NotImplemented'),
      GetBucketOwnershipControls: xml('<OwnershipControls/>'),
    },
    unknown: ['who will own the outputs of Zencoder (object ownership)', "the bucket's default encryption"],
  },
];

/** Cases that the real S3 server of the tests cannot reproduce. */
export const AWS_SET_UPS: readonly AwsSetUp[] = [
  ...OWNERSHIP,
  ...ENCRYPTION,
  ...ARCHIVES,
  ...PUBLIC_ACCESS,
  ...POLICIES,
  ...UNREADABLE,
];
